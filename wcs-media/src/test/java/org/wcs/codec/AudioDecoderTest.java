package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.loudness;
import static org.wcs.codec.TestMedia.share;
import static org.wcs.codec.TestMedia.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.packetize.SilentAac;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class AudioDecoderTest {
  @Test
  void decodesMp3() throws Exception {
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(new Codec.Mp3(44_100, 2))) {
      for (Frame frame : Mp3Frames.tone(440, 60)) {
        decoder.decode(frame, heard::add);
      }
    }
    assertThat(heard).hasSizeGreaterThan(55);
    Samples middle = heard.get(30);
    assertThat(middle.rate()).isEqualTo(44_100);
    assertThat(middle.channels()).isEqualTo(2);
    assertThat(share(middle.interleaved(), 2, 44_100, 440)).isGreaterThan(0.97);
    for (int i = 1; i < heard.size(); i++) {
      assertThat(heard.get(i).pts() - heard.get(i - 1).pts()).isBetween(1_151L, 1_153L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void silenceIsSilent(int channels) throws Exception {
    Codec.Aac codec = new Codec.Aac(2, 48_000, channels);
    byte[] silence = Objects.requireNonNull(SilentAac.frame(codec));
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (int i = 0; i < 10; i++) {
        decoder.decode(new Frame(i * 1_024L, i * 1_024L, true, silence), heard::add);
      }
    }
    assertThat(heard).hasSizeGreaterThan(8);
    for (Samples samples : heard) {
      assertThat(samples.channels()).isEqualTo(channels);
      assertThat(samples.interleaved()).containsOnly((short) 0);
    }
  }

  @Test
  void opusGoesOnWithWhatItHeardWhereFramesAreLost() throws Exception {
    Codec.Opus opus = new Codec.Opus(false, false);
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = CODECS.audioEncoder(opus, AudioSettings.DEFAULT)) {
      for (int i = 0; i < 50; i++) {
        encoder.encode(tone(i * 960L, 48_000, 1, 960, 440), frames::add);
      }
    }
    List<Samples> heard = new ArrayList<>();
    try (AudioDecoder decoder = CODECS.audioDecoder(opus)) {
      decoder.lost(3, heard::add);
      assertThat(heard).isEmpty();
      for (int i = 0; i < 50; i++) {
        if (i == 30 || i == 31) {
          decoder.lost(1, heard::add);
        } else {
          decoder.decode(frames.get(i), heard::add);
        }
      }
    }
    int length = heard.stream().mapToInt(Samples::count).sum();
    assertThat(length).isEqualTo(50 * 960);
    for (int i = 1; i < heard.size(); i++) {
      Samples before = heard.get(i - 1);
      assertThat(heard.get(i).pts()).isEqualTo(before.pts() + before.count());
    }
    Samples concealed =
        heard.stream().filter(samples -> samples.pts() == frames.get(30).pts()).findAny().get();
    assertThat(loudness(concealed.interleaved(), 1)).isGreaterThan(4_000);
  }

  @Test
  void opusStopsConcealingAfterASecond() throws Exception {
    Codec.Opus opus = new Codec.Opus(false, false);
    List<Samples> heard = new ArrayList<>();
    try (AudioEncoder encoder = CODECS.audioEncoder(opus, AudioSettings.DEFAULT);
        AudioDecoder decoder = CODECS.audioDecoder(opus)) {
      List<Frame> frames = new ArrayList<>();
      encoder.encode(tone(0, 48_000, 1, 960, 440), frames::add);
      decoder.decode(frames.getFirst(), samples -> {});
      decoder.lost(1_000_000, heard::add);
    }
    assertThat(heard.stream().mapToInt(Samples::count).sum()).isEqualTo(48_000);
  }

  @Test
  void aacOfSixChannelsBecomesStereo() throws Exception {
    Codec.Aac surround = new Codec.Aac(2, 48_000, 6);
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = CODECS.audioEncoder(surround, AudioSettings.DEFAULT)) {
      for (int i = 0; i < 50; i++) {
        encoder.encode(tone(i * 1_024L, 48_000, 6, 1_024, 440), frames::add);
      }
    }
    List<Samples> heard = new ArrayList<>();
    Codec.Opus opus = new Codec.Opus(true, false);
    try (AudioDecoder decoder = CODECS.audioDecoder(surround);
        AudioEncoder encoder = CODECS.audioEncoder(opus, AudioSettings.DEFAULT);
        AudioDecoder ofOpus = CODECS.audioDecoder(opus)) {
      List<Samples> decoded = new ArrayList<>();
      for (Frame frame : frames) {
        decoder.decode(frame, decoded::add);
      }
      assertThat(decoded).allMatch(samples -> samples.channels() == 6);
      List<Frame> stereo = new ArrayList<>();
      for (Samples samples : decoded) {
        encoder.encode(samples, stereo::add);
      }
      for (Frame frame : stereo) {
        ofOpus.decode(frame, heard::add);
      }
    }
    Samples middle = heard.get(heard.size() / 2);
    assertThat(middle.channels()).isEqualTo(2);
    assertThat(share(middle.interleaved(), 2, 48_000, 440)).isGreaterThan(0.95);
  }

  @Test
  void anEmptyFrameIsRefusedAndTheNextOneDecoded() throws Exception {
    for (Codec.Audio codec : AudioRoundTripTest.encoders().toList()) {
      List<Frame> frames = DamageTest.sound(codec);
      List<Samples> heard = new ArrayList<>();
      try (AudioDecoder decoder = CODECS.audioDecoder(codec)) {
        assertThatThrownBy(() -> decoder.decode(new Frame(0, 0, true, new byte[0]), samples -> {}))
            .isInstanceOf(CodecException.class);
        for (Frame frame : frames) {
          decoder.decode(frame, heard::add);
        }
      }
      assertThat(heard).as(codec.toString()).isNotEmpty();
    }
  }

  @Test
  void closesTwice() throws Exception {
    AudioDecoder decoder = CODECS.audioDecoder(new Codec.Pcmu());
    decoder.close();
    decoder.close();
    Frame frame = new Frame(0, 0, true, new byte[160]);
    assertThatThrownBy(() -> decoder.decode(frame, samples -> {}))
        .isInstanceOf(IllegalStateException.class);
    AudioEncoder encoder = CODECS.audioEncoder(new Codec.Pcmu(), AudioSettings.DEFAULT);
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.encode(tone(0, 8_000, 1, 160, 440), made -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
