package org.wcs.mpegts;

import java.util.Arrays;

/** The PAT and the PMT of a program (ISO/IEC 13818-1 section 2.4.4), ready for one packet each. */
final class TsTables {

  static final int PMT_PID = 0x1000;
  static final int VIDEO_PID = 0x100;
  static final int AUDIO_PID = 0x101;

  private static final int AAC_ADTS = 0x0F;
  private static final int PACKET_CONTENT = TsPackets.PACKET - 4;

  private TsTables() {}

  static byte[] pat() {
    return section(0x00, 0xE000 | PMT_PID, new byte[0]);
  }

  static byte[] pmt(TsProgram program) {
    TsProgram.Video video = program.video();
    byte[] streams = new byte[32];
    int at = 2; // after program_info_length, which is 0
    streams[0] = (byte) 0xF0;
    if (video != null) {
      byte[] tag = video == TsProgram.Video.H265 ? registration("HEVC") : new byte[0];
      at = stream(streams, at, video.streamType(), VIDEO_PID, tag);
    }
    if (program.audio() != null) {
      at = stream(streams, at, AAC_ADTS, AUDIO_PID, new byte[0]);
    }
    int clockPid = video == null ? AUDIO_PID : VIDEO_PID;
    return section(0x02, 0xE000 | clockPid, Arrays.copyOf(streams, at));
  }

  private static int stream(byte[] to, int at, int type, int pid, byte[] descriptor) {
    to[at] = (byte) type;
    to[at + 1] = (byte) (0xE0 | pid >> 8);
    to[at + 2] = (byte) pid;
    to[at + 3] = (byte) 0xF0;
    to[at + 4] = (byte) descriptor.length;
    System.arraycopy(descriptor, 0, to, at + 5, descriptor.length);
    return at + 5 + descriptor.length;
  }

  private static byte[] registration(String format) {
    byte[] descriptor = new byte[6];
    descriptor[0] = 0x05;
    descriptor[1] = 4;
    for (int i = 0; i < 4; i++) {
      descriptor[2 + i] = (byte) format.charAt(i);
    }
    return descriptor;
  }

  /**
   * A pointer field, a section and stuffing. The PAT names program 1 and then the PID of its PMT;
   * the PMT has the PID of the clock in that place.
   */
  private static byte[] section(int tableId, int pid, byte[] rest) {
    byte[] content = new byte[PACKET_CONTENT];
    Arrays.fill(content, (byte) 0xFF);
    boolean pat = tableId == 0;
    int length = 5 + (pat ? 4 : 2) + rest.length + 4; // after section_length, with the CRC
    content[0] = 0;
    content[1] = (byte) tableId;
    content[2] = (byte) (0xB0 | length >> 8);
    content[3] = (byte) length;
    content[4] = 0; // transport_stream_id, program_number
    content[5] = 1;
    content[6] = (byte) 0xC1; // version 0, current
    content[7] = 0;
    content[8] = 0;
    int at = 9;
    if (pat) {
      content[at++] = 0;
      content[at++] = 1;
    }
    content[at++] = (byte) (pid >> 8);
    content[at++] = (byte) pid;
    System.arraycopy(rest, 0, content, at, rest.length);
    at += rest.length;
    int crc = Crc32Mpeg.of(content, 1, at);
    for (int shift = 24; shift >= 0; shift -= 8) {
      content[at++] = (byte) (crc >> shift);
    }
    return content;
  }
}
