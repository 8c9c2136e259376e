package org.wcs.mpegts;

import java.util.List;

/**
 * Writes one transport stream, segment by segment; counters and clock run on over the segments. One
 * lane.
 *
 * <p>Timestamps are ticks of 90 kHz in 64 bits; they are written modulo 2^33 (ISO/IEC 13818-1
 * section 2.4.3.7). Sound is gathered, so that a PES packet carries several frames.
 */
public final class TsWriter {

  private static final long WRAP = (1L << 33) - 1;
  private static final long CLOCK_LEAD = 45_000; // how long a frame is there before it is decoded
  private static final long SOUND_TICKS = 18_000; // longest time gathered in one PES packet
  private static final int SOUND_OCTETS = 2_900;
  private static final int VIDEO_ID = 0xE0;
  private static final int AUDIO_ID = 0xC0;
  private static final byte[] START_CODE = {0, 0, 0, 1};

  private final TsProgram program;
  private final TsPackets packets = new TsPackets();
  private final TsPid patPid = new TsPid(0);
  private final TsPid pmtPid = new TsPid(TsTables.PMT_PID);
  private final TsPid videoPid = new TsPid(TsTables.VIDEO_PID);
  private final TsPid audioPid = new TsPid(TsTables.AUDIO_PID);
  private final byte[] pat = TsTables.pat();
  private final byte[] pmt;
  private final byte[] header = new byte[19];
  private final byte[] sound = new byte[SOUND_OCTETS + Adts.LONGEST_FRAME + 2 * Adts.HEADER];
  private int soundLength;
  private long soundPts;
  private long soundEnd;

  /** Makes a writer whose counters start at 0. */
  public TsWriter(TsProgram program) {
    this.program = program;
    this.pmt = TsTables.pmt(program);
  }

  /** Writes the tables, with which every segment begins (RFC 8216 section 3.2). */
  public void begin() {
    packets.begin(patPid, pat.length);
    packets.put(pat, 0, pat.length);
    packets.begin(pmtPid, pmt.length);
    packets.put(pmt, 0, pmt.length);
  }

  /**
   * Writes one picture.
   *
   * @param nalUnits NAL units, each after its length in 4 bytes; not kept
   * @return false if the lengths do not fit, or the program has no video; nothing is written then
   */
  public boolean video(long pts, long dts, boolean key, byte[] nalUnits) {
    TsProgram.Video video = program.video();
    if (video == null || !wellFormed(nalUnits)) {
      return false;
    }
    if (soundLength > 0 && dts - soundPts > SOUND_TICKS) {
      flushSound();
    }
    byte[] delimiter = video.delimiter();
    int content = delimiter.length + nalUnits.length; // a start code is as long as a length
    int headerLength = pesHeader(VIDEO_ID, content, pts, dts);
    packets.begin(videoPid, headerLength + content);
    packets.clock(dts - CLOCK_LEAD & WRAP);
    if (key) {
      packets.randomAccess();
    }
    packets.put(header, 0, headerLength);
    packets.put(delimiter, 0, delimiter.length);
    for (int at = 0; at < nalUnits.length; ) {
      int length = length(nalUnits, at);
      packets.put(START_CODE, 0, START_CODE.length);
      packets.put(nalUnits, at + 4, length);
      at += 4 + length;
    }
    return true;
  }

  /**
   * Writes one frame of AAC.
   *
   * @param duration of the frame in ticks
   * @param rawDataBlock the frame without a header; not kept
   * @return false if it is too long, or the program has no audio; nothing is written then
   */
  public boolean audio(long pts, long duration, byte[] rawDataBlock) {
    Adts adts = program.audio();
    if (adts == null || rawDataBlock.length > Adts.LONGEST_FRAME) {
      return false;
    }
    boolean gap = Math.abs(pts - soundEnd) > duration / 2;
    if (soundLength > 0 && (gap || pts - soundPts > SOUND_TICKS || soundLength > SOUND_OCTETS)) {
      flushSound();
    }
    if (soundLength == 0) {
      soundPts = pts;
    }
    adts.write(rawDataBlock.length, sound, soundLength);
    soundLength += Adts.HEADER;
    System.arraycopy(rawDataBlock, 0, sound, soundLength, rawDataBlock.length);
    soundLength += rawDataBlock.length;
    soundEnd = pts + duration;
    return true;
  }

  /** Ends the segment and hands it over: whole transport packets in pieces. */
  public List<byte[]> finish() {
    if (soundLength > 0) {
      flushSound();
    }
    return packets.take();
  }

  private void flushSound() {
    int headerLength = pesHeader(AUDIO_ID, soundLength, soundPts, soundPts);
    packets.begin(audioPid, headerLength + soundLength);
    if (program.video() == null) {
      packets.clock(soundPts - CLOCK_LEAD & WRAP);
    }
    packets.randomAccess();
    packets.put(header, 0, headerLength);
    packets.put(sound, 0, soundLength);
    soundLength = 0;
  }

  /** ISO/IEC 13818-1 table 2-21; the length of what does not fit in 16 bits is 0. */
  private int pesHeader(int streamId, int content, long pts, long dts) {
    boolean withDts = pts != dts;
    int times = withDts ? 10 : 5;
    int length = content + 3 + times;
    header[0] = 0;
    header[1] = 0;
    header[2] = 1;
    header[3] = (byte) streamId;
    header[4] = (byte) (length > 0xFFFF ? 0 : length >> 8);
    header[5] = (byte) (length > 0xFFFF ? 0 : length);
    header[6] = (byte) 0x84; // data_alignment_indicator
    header[7] = (byte) (withDts ? 0xC0 : 0x80);
    header[8] = (byte) times;
    time(9, withDts ? 0x31 : 0x21, pts);
    if (withDts) {
      time(14, 0x11, dts);
    }
    return 9 + times;
  }

  private void time(int at, int marker, long ticks) {
    header[at] = (byte) (marker | ticks >> 29 & 0x0E);
    header[at + 1] = (byte) (ticks >> 22);
    header[at + 2] = (byte) (ticks >> 14 | 1);
    header[at + 3] = (byte) (ticks >> 7);
    header[at + 4] = (byte) (ticks << 1 | 1);
  }

  private static boolean wellFormed(byte[] nalUnits) {
    long at = 0;
    while (at + 4 < nalUnits.length) {
      int length = length(nalUnits, (int) at);
      if (length <= 0) {
        return false;
      }
      at += 4L + length;
    }
    return at > 0 && at == nalUnits.length;
  }

  private static int length(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }
}
