package org.wcs.bench;

import java.util.Random;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;

/**
 * Sends the stream: a burst of VP8 packets for each frame, an Opus packet every 20 ms, sender
 * reports; a key frame every two seconds and whenever one is asked for. On the loop's thread.
 */
final class Publisher implements Media {

  private static final int HEADER = 12;
  private static final int AUDIO_SSRC = 0x0A;
  private static final int VIDEO_SSRC = 0x0B;
  private static final int KEY_FRAME_EVERY = 60;
  private static final long FRAME_NANOS = 1_000_000_000L / LoadPattern.FRAMES_PER_SECOND;
  private static final long AUDIO_NANOS = 1_000_000_000L / LoadPattern.AUDIO_PER_SECOND;
  private static final long REPORT_NANOS = 1_000_000_000L;

  /** From 1900 to 1970 (RFC 3550 section 4). */
  private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

  private final LoadPattern pattern;
  private final byte[] video;
  private final byte[] audio = new byte[LoadPattern.AUDIO_BYTES];
  private boolean started;
  private boolean keyFrameWanted;
  private int framesSinceKey;
  private long frames;
  private long videoPackets;
  private long audioPackets;
  private long nextFrameNanos;
  private long nextAudioNanos;
  private long nextReportNanos;

  Publisher(LoadPattern pattern) {
    this.pattern = pattern;
    this.video = new byte[pattern.packetBytes()];
    Random noise = new Random(1);
    noise.nextBytes(video);
    noise.nextBytes(audio);
    audio[0] = (byte) 0x7C; // Opus: 20 ms of full band, stereo, one frame
  }

  /** When something is to be sent next. */
  long dueNanos() {
    return started ? Math.min(nextFrameNanos, nextAudioNanos) : Long.MAX_VALUE;
  }

  /** Sends what is due. */
  void send(Connection connection, long nowNanos) {
    while (nowNanos - nextFrameNanos >= 0) {
      sendFrame(connection);
      nextFrameNanos += FRAME_NANOS;
    }
    while (nowNanos - nextAudioNanos >= 0) {
      sendAudio(connection);
      nextAudioNanos += AUDIO_NANOS;
    }
  }

  @Override
  public void rtp(Connection connection, long nowNanos) {
    // A publisher gets no media.
  }

  @Override
  public void rtcp(Connection connection, int length, long nowNanos) {
    int plain = connection.unprotectRtcp(length);
    if (plain < 0) {
      return;
    }
    for (RtcpPacket packet : RtcpCompound.parse(connection.buffers().plain(), 0, plain)) {
      if (packet instanceof RtcpPacket.Pli || packet instanceof RtcpPacket.Fir) {
        keyFrameWanted = true;
      }
    }
  }

  @Override
  public void tick(Connection connection, long nowNanos) {
    if (!started) {
      started = true;
      nextFrameNanos = nowNanos;
      nextAudioNanos = nowNanos + AUDIO_NANOS / 3;
      nextReportNanos = nowNanos + REPORT_NANOS;
    }
    if (nowNanos - nextReportNanos >= 0) {
      nextReportNanos = nowNanos + REPORT_NANOS;
      report(connection);
    }
  }

  private void sendFrame(Connection connection) {
    boolean key = keyFrameWanted || framesSinceKey == 0;
    framesSinceKey = key ? 1 : (framesSinceKey + 1) % KEY_FRAME_EVERY;
    keyFrameWanted = false;
    for (int i = 0; i < pattern.packetsPerFrame(); i++) {
      video[0] = (byte) (i == 0 ? 0x10 : 0x00); // RFC 7741 section 4.2: S, partition 0
      if (i == 0) {
        frameHeader(key);
      }
      boolean last = i == pattern.packetsPerFrame() - 1;
      Stamp.write(video, System.nanoTime());
      int type = Offer.VP8 | (last ? 0x80 : 0);
      header(connection, type, videoPackets, frames * 3_000, VIDEO_SSRC);
      connection.sendRtp(HEADER, video, video.length, videoPackets++);
    }
    frames++;
  }

  /** RFC 6386 section 9.1: a frame tag, and for key frames the start code and 320x240. */
  private void frameHeader(boolean key) {
    video[1] = (byte) (key ? 0x10 : 0x11);
    video[2] = 0;
    video[3] = 0;
    if (key) {
      video[4] = (byte) 0x9D;
      video[5] = 0x01;
      video[6] = 0x2A;
      video[7] = (byte) 320;
      video[8] = 320 >> 8;
      video[9] = (byte) 240;
      video[10] = 0;
    }
  }

  private void sendAudio(Connection connection) {
    Stamp.write(audio, System.nanoTime());
    header(connection, Offer.OPUS, audioPackets, audioPackets * 960, AUDIO_SSRC);
    connection.sendRtp(HEADER, audio, audio.length, audioPackets++);
  }

  private static void header(
      Connection connection, int type, long sequence, long timestamp, int ssrc) {
    byte[] out = connection.buffers().cipher();
    out[0] = (byte) 0x80;
    out[1] = (byte) type;
    RtpHeader.writeShort(out, 2, (int) sequence & 0xFFFF);
    RtpHeader.writeInt(out, 4, (int) timestamp);
    RtpHeader.writeInt(out, 8, ssrc);
  }

  private void report(Connection connection) {
    long millis = System.currentTimeMillis();
    long ntp = millis / 1_000 + NTP_EPOCH_SECONDS << 32 | ((millis % 1_000) << 32) / 1_000;
    byte[] out = connection.buffers().cipher();
    RtcpWriter.Moment picture = new RtcpWriter.Moment(ntp, (int) (frames * 3_000));
    int length =
        RtcpWriter.senderReport(
            out, 0, VIDEO_SSRC, picture, videoPackets, videoPackets * video.length);
    connection.sendRtcp(length);
    RtcpWriter.Moment sound = new RtcpWriter.Moment(ntp, (int) (audioPackets * 960));
    length =
        RtcpWriter.senderReport(
            out, 0, AUDIO_SSRC, sound, audioPackets, audioPackets * audio.length);
    connection.sendRtcp(length);
  }
}
