package org.wcs.flv;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The identification header of Opus (RFC 7845 section 5.1) as enhanced RTMP carries it. Immutable.
 *
 * @param channels 1 to 255
 * @param preSkip samples at 48 kHz to be dropped at the beginning
 * @param mappingFamily 0 for one or two channels
 */
record OpusHead(int channels, int preSkip, int mappingFamily) {
  private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES = 19;
  private static final int RATE = 48_000;

  /** What an encoder at 48 kHz usually needs. */
  static final int USUAL_PRE_SKIP = 312;

  /** Reads a header; null if it is cut off, has no channel or another major version. */
  static @Nullable OpusHead parse(Slice data) {
    if (data.length() < BYTES) {
      return null;
    }
    byte[] buffer = data.buffer();
    int at = data.offset();
    for (int i = 0; i < MAGIC.length; i++) {
      if (buffer[at + i] != MAGIC[i]) {
        return null;
      }
    }
    int channels = buffer[at + 9] & 0xFF;
    if ((buffer[at + 8] & 0xF0) != 0 || channels == 0) {
      return null;
    }
    int preSkip = buffer[at + 10] & 0xFF | (buffer[at + 11] & 0xFF) << 8;
    return new OpusHead(channels, preSkip, buffer[at + 18] & 0xFF);
  }

  byte[] bytes() {
    byte[] made = new byte[BYTES];
    System.arraycopy(MAGIC, 0, made, 0, MAGIC.length);
    made[8] = 1;
    made[9] = (byte) channels;
    made[10] = (byte) preSkip;
    made[11] = (byte) (preSkip >>> 8);
    for (int i = 0; i < 4; i++) {
      made[12 + i] = (byte) (RATE >>> 8 * i);
    }
    made[18] = (byte) mappingFamily;
    return made;
  }
}
