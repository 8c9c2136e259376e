package org.wcs.ejb.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sound of a WAV file: RIFF with a {@code fmt } and a {@code data} chunk, linear PCM of 8, 16,
 * 24 or 32 bits.
 *
 * @param rate samples a second
 * @param channels how many, interleaved
 * @param samples of all channels
 */
record WavFile(int rate, int channels, short[] samples) {

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;

  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int FORMAT_BYTES = 16;
  private static final int MOST_CHANNELS = 8;

  /** Reads a file; null if it is of another format. */
  static @Nullable WavFile parse(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 12 || in.getInt() != RIFF || in.getInt() == 0 || in.getInt() != WAVE) {
      return null;
    }
    Format format = null;
    while (in.remaining() >= 8) {
      int id = in.getInt();
      long length = in.getInt() & 0xFFFF_FFFFL;
      // a file that was cut off, or written to a pipe, has less than it says
      int present = (int) Math.min(length, in.remaining());
      ByteBuffer chunk = in.slice(in.position(), present).order(ByteOrder.LITTLE_ENDIAN);
      if (id == FORMAT) {
        format = Format.parse(chunk);
      } else if (id == DATA) {
        return format == null ? null : format.sound(chunk);
      }
      in.position((int) Math.min(in.limit(), in.position() + present + (length & 1)));
    }
    return null;
  }

  /** Length of the sound. */
  double seconds() {
    return (double) samples.length / channels / rate;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WavFile(int otherRate, int otherChannels, short[] others)
        && rate == otherRate
        && channels == otherChannels
        && Arrays.equals(samples, others);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + rate;
  }

  @Override
  public String toString() {
    return samples.length + " samples, " + channels + " channels, " + rate + " Hz";
  }

  private record Format(int rate, int channels, int bits) {

    static @Nullable Format parse(ByteBuffer chunk) {
      if (chunk.remaining() < FORMAT_BYTES) {
        return null;
      }
      int tag = chunk.getShort() & 0xFFFF;
      int channels = chunk.getShort() & 0xFFFF;
      int rate = chunk.getInt();
      chunk.position(chunk.position() + 6);
      int bits = chunk.getShort() & 0xFFFF;
      boolean linear = tag == PCM || tag == EXTENSIBLE;
      boolean sane = rate >= 1_000 && rate <= 384_000 && channels > 0 && channels <= MOST_CHANNELS;
      boolean whole = bits == 8 || bits == 16 || bits == 24 || bits == 32;
      return linear && sane && whole ? new Format(rate, channels, bits) : null;
    }

    WavFile sound(ByteBuffer data) {
      int bytes = bits / 8;
      int count = data.remaining() / (bytes * channels) * channels;
      short[] samples = new short[count];
      for (int i = 0; i < count; i++) {
        int at = i * bytes;
        samples[i] =
            bytes == 1
                ? (short) ((data.get(at) & 0xFF) - 128 << 8) // the only unsigned one
                : data.getShort(at + bytes - 2); // the two most significant bytes
      }
      return new WavFile(rate, channels, samples);
    }
  }
}
