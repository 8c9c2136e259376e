package org.wcs.rtmp;

import java.util.Arrays;
import org.wcs.rtp.Bytes;

/** Bodies of audio and video messages as encoders send them. */
final class TestMedia {

  /** 320x240 baseline as x264 writes it. */
  static final byte[] SPS_BASELINE = hex("6742c00dda0507ec0440000003004000000c83c50aa8");

  /** 640x360 high with B-frames as x264 writes it. */
  static final byte[] SPS_HIGH = hex("6764001eacd940a02ff97011000003000100000300320f162d96");

  static final byte[] PPS = hex("68ce0fc8");

  private TestMedia() {}

  /** AVCDecoderConfigurationRecord behind the tag header. */
  static byte[] avcConfig(byte[] sps) {
    return join(
        hex("1700000000" + "01"),
        Arrays.copyOfRange(sps, 1, 4),
        hex("ffe1"),
        Bytes.word(sps.length),
        sps,
        hex("01"),
        Bytes.word(PPS.length),
        PPS);
  }

  static byte[] avcConfig() {
    return avcConfig(SPS_BASELINE);
  }

  /** One slice as a picture of about that many bytes. */
  static byte[] avc(boolean key, int composition, int bytes, int number) {
    byte[] nal = new byte[Math.max(bytes, 8)];
    Arrays.fill(nal, (byte) 0x55);
    nal[0] = (byte) (key ? 0x65 : 0x41);
    nal[1] = (byte) 0x88;
    nal[4] = (byte) (number >>> 8);
    nal[5] = (byte) number;
    byte[] length = {
      (byte) (nal.length >>> 24),
      (byte) (nal.length >>> 16),
      (byte) (nal.length >>> 8),
      (byte) nal.length
    };
    byte[] head = {
      (byte) (key ? 0x17 : 0x27),
      1,
      (byte) (composition >>> 16),
      (byte) (composition >>> 8),
      (byte) composition
    };
    return join(head, length, nal);
  }

  /** AudioSpecificConfig of AAC LC, 44.1 kHz, stereo. */
  static byte[] aacConfig() {
    return hex("af001210");
  }

  static byte[] aac(int number) {
    return new byte[] {(byte) 0xaf, 1, 0x21, 0x10, (byte) (number >>> 8), (byte) number, 7, 8};
  }

  static byte[] hex(String digits) {
    return Bytes.hex(digits);
  }

  static byte[] join(byte[]... parts) {
    return Bytes.join(parts);
  }
}
