package org.wcs.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Pictures and tones that tests make, and what they measure of what comes back. */
final class TestMedia {
  static final Codecs CODECS = Codecs.load(Path.of("target", "natives"));

  static final Codec.H264 H264 = new Codec.H264(0, 1);

  private TestMedia() {}

  /** A smooth pattern with a bright square that moves with time. */
  static byte[] pattern(int width, int height, int index) {
    int half = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    byte[] i420 = new byte[width * height + 2 * half * halfHeight];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        i420[y * width + x] = (byte) (40 + 140 * x / width + 30 * y / height);
      }
    }
    int side = Math.max(4, height / 5);
    int left = index * 4 % Math.max(1, width - side);
    for (int y = height / 3; y < height / 3 + side; y++) {
      for (int x = left; x < left + side; x++) {
        i420[y * width + x] = (byte) 220;
      }
    }
    for (int y = 0; y < halfHeight; y++) {
      for (int x = 0; x < half; x++) {
        i420[width * height + y * half + x] = (byte) (100 + 50 * y / halfHeight);
        i420[width * height + half * halfHeight + y * half + x] = (byte) (150 - 40 * x / half);
      }
    }
    return i420;
  }

  static RawPicture picture(int width, int height, int index, long pts) {
    return RawPicture.ofI420(width, height, pts, pattern(width, height, index));
  }

  /** Frames of the pattern, 30 a second. */
  static List<Frame> encoded(
      Codec.Video codec, VideoSettings settings, int width, int height, int n)
      throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, settings)) {
      for (int i = 0; i < n; i++) {
        try (RawPicture picture = picture(width, height, i, i * 3_000L)) {
          encoder.encode(picture, false, frames::add);
        }
      }
    }
    return frames;
  }

  /** What a decoder makes of frames, as copies. */
  static List<Shown> decoded(Codec.Video codec, List<Frame> frames) throws CodecException {
    List<Shown> shown = new ArrayList<>();
    try (VideoDecoder decoder = CODECS.videoDecoder(codec, 1)) {
      for (Frame frame : frames) {
        decoder.decode(frame, picture -> shown.add(Shown.of(picture)));
      }
      decoder.flush(picture -> shown.add(Shown.of(picture)));
    }
    return shown;
  }

  /** A copy of a picture. */
  record Shown(int width, int height, long pts, byte[] i420) {
    static Shown of(RawPicture picture) {
      return new Shown(picture.width(), picture.height(), picture.pts(), picture.i420());
    }
  }

  /** Peak signal-to-noise ratio in decibels. */
  static double psnr(byte[] expected, byte[] actual) {
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = (expected[i] & 0xFF) - (actual[i] & 0xFF);
      sum += difference * difference;
    }
    return 10 * Math.log10(255.0 * 255.0 / Math.max(1e-9, sum / expected.length));
  }

  /** A sine of half the full scale that goes on from block to block. */
  static Samples tone(long pts, int rate, int channels, int count, double hertz) {
    short[] samples = new short[count * channels];
    for (int i = 0; i < count; i++) {
      short value = (short) (16_000 * Math.sin(2 * Math.PI * hertz * (pts + i) / rate));
      for (int channel = 0; channel < channels; channel++) {
        samples[i * channels + channel] = value;
      }
    }
    return new Samples(pts, rate, channels, samples);
  }

  /** How much of a tone there is in the first channel, 0 to 1 of all its energy (Goertzel). */
  static double share(short[] samples, int channels, int rate, double hertz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double one = 0;
    double two = 0;
    double energy = 0;
    int n = samples.length / channels;
    for (int i = 0; i < n; i++) {
      double value = samples[i * channels];
      double zero = value + coefficient * one - two;
      two = one;
      one = zero;
      energy += value * value;
    }
    double power = one * one + two * two - coefficient * one * two;
    return energy == 0 ? 0 : power / (energy * n / 2);
  }

  /** The root mean square of the first channel. */
  static double loudness(short[] samples, int channels) {
    double energy = 0;
    int n = samples.length / channels;
    for (int i = 0; i < n; i++) {
      energy += (double) samples[i * channels] * samples[i * channels];
    }
    return Math.sqrt(energy / Math.max(1, n));
  }
}
