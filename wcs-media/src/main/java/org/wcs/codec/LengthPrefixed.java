package org.wcs.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * NAL units after their length in 4 bytes, as frames have them, and after start codes, as FFmpeg
 * wants them (ITU-T H.264 Annex B).
 */
final class LengthPrefixed {
  private LengthPrefixed() {}

  /** The same bytes, each length replaced by a start code of the same size. */
  static byte[] toStartCodes(byte[] frame) throws CodecException {
    byte[] stream = frame.clone();
    int at = 0;
    while (at < frame.length) {
      if (frame.length - at < 4) {
        throw new CodecException("a NAL unit without its length");
      }
      int length =
          (frame[at] & 0xFF) << 24
              | (frame[at + 1] & 0xFF) << 16
              | (frame[at + 2] & 0xFF) << 8
              | frame[at + 3] & 0xFF;
      if (length < 0 || length > frame.length - at - 4) {
        throw new CodecException("a NAL unit of " + Integer.toUnsignedString(length) + " octets");
      }
      stream[at] = 0;
      stream[at + 1] = 0;
      stream[at + 2] = 0;
      stream[at + 3] = 1;
      at += 4 + length;
    }
    return stream;
  }

  /** The slices and parameter sets of an H.264 stream; everything else is left out. */
  static byte[] ofH264(byte[] stream) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(stream.length + 16);
    int code = startCode(stream, 0);
    while (code < stream.length) {
      int start = code + 3;
      code = startCode(stream, start);
      int end = code;
      while (end > start && stream[end - 1] == 0) {
        end--;
      }
      if (end > start && isKept(stream[start] & 0x1F)) {
        writeLength(frame, end - start);
        frame.write(stream, start, end - start);
      }
    }
    return frame.toByteArray();
  }

  /** The first NAL unit of a type, without its length; empty when there is none. */
  static byte[] firstH264(byte[] frame, int type) {
    int at = 0;
    while (at + 4 < frame.length) {
      int length =
          (frame[at + 1] & 0xFF) << 16 | (frame[at + 2] & 0xFF) << 8 | frame[at + 3] & 0xFF;
      if ((frame[at + 4] & 0x1F) == type) {
        return Arrays.copyOfRange(frame, at + 4, Math.min(frame.length, at + 4 + length));
      }
      at += 4 + length;
    }
    return new byte[0];
  }

  private static boolean isKept(int type) {
    return type >= 1 && type <= 5 || type == 7 || type == 8;
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    out.write(length >>> 24);
    out.write(length >>> 16);
    out.write(length >>> 8);
    out.write(length);
  }

  /** The index of the next 00 00 01; the length of the stream when there is none. */
  private static int startCode(byte[] stream, int from) {
    for (int i = from; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        return i;
      }
    }
    return stream.length;
  }
}
