package org.wcs.bench.rtmp;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

/**
 * What the publisher sends: H.264 at 30 frames a second with a key frame four times as large every
 * two seconds, AAC of 64 kbit/s. The pictures are noise; each carries the time it was made.
 */
final class StreamPattern {

  static final int FRAMES_PER_SECOND = 30;
  static final long FRAME_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;
  static final long SOUND_NANOS = 1_024 * 1_000_000_000L / 48_000;

  /** In front of each time stamp. */
  static final long MAGIC = 0x5743535F52544D50L;

  private static final int KEY_EVERY = 60;
  private static final int KEY_WEIGHT = 4;
  private static final int SOUND_BYTES = 170;
  private static final int PREFIX = 9; // FLV video tag header, NAL unit length
  private static final int SMALLEST = 64;
  private static final byte[] PICTURE_CONFIG =
      HexFormat.of()
          .parseHex(
              "17000000000142c01fffe100196742c01fd9005005bb0110000003001000000303c0f1832480"
                  + "01000568cb83cb20");
  private static final byte[] SOUND_CONFIG = HexFormat.of().parseHex("af001190");

  private final byte[] key;
  private final byte[] delta;
  private final byte[] sound = new byte[SOUND_BYTES];
  private long frames;

  StreamPattern(int bitsPerSecond) {
    double soundBytes = SOUND_BYTES * 1e9 / SOUND_NANOS;
    double perGop = (bitsPerSecond / 8.0 - soundBytes) * KEY_EVERY / FRAMES_PER_SECOND;
    int length = Math.max(SMALLEST, (int) (perGop / (KEY_EVERY - 1 + KEY_WEIGHT)));
    key = picture(KEY_WEIGHT * length, 0x17, 0x65);
    delta = picture(length, 0x27, 0x41);
    new Random(3).nextBytes(sound);
    sound[0] = (byte) 0xAF;
    sound[1] = 1;
  }

  private static byte[] picture(int length, int tag, int nal) {
    byte[] bytes = new byte[PREFIX + length];
    new Random(length).nextBytes(bytes);
    ByteBuffer.wrap(bytes)
        .put((byte) tag)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) 0)
        .putInt(length)
        .put((byte) nal);
    return bytes;
  }

  /** What comes before all pictures. */
  static ByteBuffer pictureConfig() {
    return Wire.message(Wire.VIDEO, 6, 0, Wire.STREAM_ID, PICTURE_CONFIG);
  }

  /** What comes before all sound. */
  static ByteBuffer soundConfig() {
    return Wire.message(Wire.AUDIO, 4, 0, Wire.STREAM_ID, SOUND_CONFIG);
  }

  /** The next picture. */
  ByteBuffer nextPicture(long millis, long nowNanos) {
    byte[] bytes = frames++ % KEY_EVERY == 0 ? key : delta;
    ByteBuffer.wrap(bytes).putLong(PREFIX + 8, MAGIC).putLong(PREFIX + 16, nowNanos);
    return Wire.message(Wire.VIDEO, 6, millis, Wire.STREAM_ID, bytes);
  }

  /** The next piece of sound. */
  ByteBuffer nextSound(long millis) {
    return Wire.message(Wire.AUDIO, 4, millis, Wire.STREAM_ID, sound);
  }

  /** Bytes of media in a second. */
  double bytesPerSecond() {
    double pictures = (key.length + (KEY_EVERY - 1.0) * delta.length) / KEY_EVERY;
    return pictures * FRAMES_PER_SECOND + SOUND_BYTES * 1e9 / SOUND_NANOS;
  }
}
