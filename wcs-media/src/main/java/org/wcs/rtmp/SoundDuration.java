package org.wcs.rtmp;

import org.wcs.unit.Codec;

/** How long one frame of sound lasts. Stateless. */
final class SoundDuration {

  private static final int AAC_SAMPLES = 1_024;

  private SoundDuration() {}

  /**
   * Ticks of the codec's clock, 0 if unknown.
   *
   * @param step ticks since the frame before, as the publisher says; 0 if there was none
   */
  static double ticks(Codec codec, byte[] payload, long step) {
    return switch (codec) {
      case Codec.Aac aac -> aac(aac, step);
      case Codec.Mp3(int sampleRate, int _) -> mp3(sampleRate);
      case Codec.Opus _ -> opus(payload);
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _ -> payload.length;
      case Codec.G726 g726 -> payload.length * 8.0 / g726.bitsPerSample();
      case Codec.G729 _ -> payload.length / 10 * 80.0;
      case Codec.Speex _ -> 0;
      case Codec.Video _ -> 0;
    };
  }

  /** With spectral band replication the clock may be twice that of the coded samples. */
  private static double aac(Codec.Aac aac, long step) {
    boolean doubled = aac.objectType() != 2 && step > AAC_SAMPLES * 3 / 2;
    return doubled ? 2 * AAC_SAMPLES : AAC_SAMPLES;
  }

  /** ISO/IEC 13818-3: half as many samples a frame below 32 kHz; the clock is 90 kHz. */
  private static double mp3(int sampleRate) {
    return sampleRate == 0 ? 0 : (sampleRate >= 32_000 ? 1_152 : 576) * 90_000.0 / sampleRate;
  }

  /** RFC 6716 section 3.1: the first byte says how long a frame is and how many there are. */
  private static double opus(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int configuration = packet[0] >>> 3 & 0x1F;
    int frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length > 1 ? packet[1] & 0x3F : 0;
        };
    return frames * opusFrame(configuration);
  }

  private static double opusFrame(int configuration) {
    if (configuration < 12) { // SILK: 10, 20, 40, 60 ms
      return configuration % 4 == 3 ? 2_880 : 480 << configuration % 4;
    }
    if (configuration < 16) { // hybrid: 10, 20 ms
      return 480 << configuration % 2;
    }
    return 120 << configuration % 4; // CELT: 2.5, 5, 10, 20 ms
  }
}
