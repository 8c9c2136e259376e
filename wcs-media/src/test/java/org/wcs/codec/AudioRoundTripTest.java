package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.loudness;
import static org.wcs.codec.TestMedia.share;
import static org.wcs.codec.TestMedia.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class AudioRoundTripTest {
  static Stream<Codec.Audio> encoders() {
    return Stream.of(
        new Codec.Opus(true, false),
        new Codec.Opus(false, true),
        new Codec.Aac(2, 44_100, 2),
        new Codec.Aac(2, 48_000, 1),
        new Codec.Speex(16_000),
        new Codec.Speex(8_000),
        new Codec.Pcmu(),
        new Codec.Pcma(),
        new Codec.G722());
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void keepsPitchLoudnessAndTime(Codec.Audio codec) throws Exception {
    List<Frame> frames = new ArrayList<>();
    long start = 48_000 * 100L;
    try (AudioEncoder encoder = CODECS.audioEncoder(codec, AudioSettings.DEFAULT)) {
      for (int i = 0; i < 100; i++) {
        encoder.encode(tone(start + i * 960L, 48_000, 2, 960, 1_000), frames::add);
      }
      encoder.flush(frames::add);
    }
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (Frame frame : frames) {
        decoder.decode(frame, heard::add);
      }
    }
    int rate = heard.getFirst().rate();
    int channels = heard.getFirst().channels();
    assertThat(heard.getFirst().pts()).isBetween(100L * rate - rate / 20, 100L * rate);
    for (int i = 1; i < heard.size(); i++) {
      Samples before = heard.get(i - 1);
      assertThat(heard.get(i).pts()).isEqualTo(before.pts() + before.count());
    }
    short[] middle = joined(heard.subList(heard.size() / 4, heard.size() * 3 / 4));
    assertThat(share(middle, channels, rate, 1_000)).isGreaterThan(0.97);
    assertThat(loudness(middle, channels)).isBetween(8_500.0, 14_000.0);
    long length = heard.stream().mapToLong(Samples::count).sum();
    assertThat((double) length / rate).isBetween(1.99, 2.1);
  }

  private static short[] joined(List<Samples> blocks) {
    int length = blocks.stream().mapToInt(block -> block.interleaved().length).sum();
    short[] all = new short[length];
    int at = 0;
    for (Samples block : blocks) {
      System.arraycopy(block.interleaved(), 0, all, at, block.interleaved().length);
      at += block.interleaved().length;
    }
    return all;
  }
}
