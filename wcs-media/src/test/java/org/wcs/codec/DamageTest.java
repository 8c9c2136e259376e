package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.encoded;
import static org.wcs.codec.TestMedia.tone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Damaged frames cost an exception or some pictures, never the process. */
class DamageTest {
  private static final int MUTATIONS = 1_000;

  @ParameterizedTest
  @EnumSource
  void recordedVideoMayBeDamaged(GoldenFrames golden) throws Exception {
    damageVideo(golden.codec(), golden.frames());
  }

  @ParameterizedTest
  @MethodSource("org.wcs.codec.VideoRoundTripTest#encoders")
  void videoMayBeDamaged(Codec.Video codec) throws Exception {
    damageVideo(codec, encoded(codec, VideoSettings.of(0, 0, 200_000), 160, 120, 20));
  }

  private static void damageVideo(Codec.Video codec, List<Frame> frames) throws Exception {
    Random random = new Random(1);
    int refused = 0;
    int pictures = 0;
    VideoDecoder decoder = CODECS.videoDecoder(codec, 1);
    for (int i = 0; i < MUTATIONS; i++) {
      Frame frame = frames.get(i % frames.size());
      if (i % 97 == 0) {
        decoder.close();
        decoder = CODECS.videoDecoder(codec, 1);
      }
      int[] shown = new int[1];
      try {
        decoder.decode(damaged(frame, random), picture -> shown[0] += picture.i420().length);
      } catch (CodecException e) {
        refused++;
      }
      pictures += shown[0] > 0 ? 1 : 0;
    }
    decoder.flush(RawPicture::width);
    decoder.close();
    assertThat(refused).isBetween(1, MUTATIONS - 1);
    assertThat(pictures).isBetween(1, MUTATIONS - 1);
  }

  static Stream<Codec.Audio> audio() {
    return Stream.concat(AudioRoundTripTest.encoders(), Stream.of(new Codec.Mp3(44_100, 2)));
  }

  @ParameterizedTest
  @MethodSource("audio")
  void soundMayBeDamaged(Codec.Audio codec) throws Exception {
    List<Frame> frames = sound(codec);
    Random random = new Random(2);
    int heard = 0;
    try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (int i = 0; i < MUTATIONS; i++) {
        int[] count = new int[1];
        try {
          Frame frame = damaged(frames.get(i % frames.size()), random);
          decoder.decode(frame, samples -> count[0] += samples.count());
          decoder.lost(i % 3, samples -> count[0] += samples.count());
        } catch (CodecException e) {
          // which is what a damaged frame may cost
          assertThat(e).hasMessageNotContaining("null");
        }
        heard += count[0] > 0 ? 1 : 0;
      }
    }
    assertThat(heard).isPositive();
  }

  static List<Frame> sound(Codec.Audio codec) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    if (codec instanceof Codec.Mp3) {
      return Mp3Frames.tone(440, 50);
    }
    try (AudioEncoder encoder = CODECS.audioEncoder(codec, AudioSettings.DEFAULT)) {
      for (int i = 0; i < 25; i++) {
        encoder.encode(tone(i * 960L, 48_000, 1, 960, 440), frames::add);
      }
    }
    return frames;
  }

  private static Frame damaged(Frame frame, Random random) {
    byte[] payload = frame.payload().clone();
    switch (random.nextInt(8)) {
      case 0 -> payload = Arrays.copyOf(payload, 1 + random.nextInt(payload.length));
      case 1 -> payload = Arrays.copyOf(payload, payload.length + 1 + random.nextInt(64));
      case 2 -> random.nextBytes(payload);
      default -> {
        int times = 1 + random.nextInt(12);
        for (int i = 0; i < times; i++) {
          payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return new Frame(frame.pts(), frame.dts(), frame.key(), payload);
  }
}
