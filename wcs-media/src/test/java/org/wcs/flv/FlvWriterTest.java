package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class FlvWriterTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Writes the frames of a track as bodies and reads those again. */
  private static FlvTags.Recorder again(Codec codec, List<Frame> frames, FlvWriter writer)
      throws FlvException {
    List<FlvTags.Tag> tags = new ArrayList<>();
    int type = codec.kind() == Codec.Kind.AUDIO ? FlvTags.AUDIO : FlvTags.VIDEO;
    for (Frame frame : frames) {
      long millis = Math.round(frame.dts() * 1000.0 / codec.clockRate());
      byte[] config = writer.config(frame);
      if (config != null) {
        tags.add(new FlvTags.Tag(type, millis, config));
      }
      tags.add(new FlvTags.Tag(type, millis, writer.body(frame)));
    }
    byte[] end = writer.end();
    if (end != null) {
      tags.add(new FlvTags.Tag(type, 0, end));
    }
    return FlvTags.read(tags);
  }

  private static void sameFrames(List<Frame> actual, List<Frame> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).payload()).isEqualTo(expected.get(i).payload());
      assertThat(actual.get(i).key()).isEqualTo(expected.get(i).key());
      assertThat(actual.get(i).pts()).isEqualTo(expected.get(i).pts());
      assertThat(actual.get(i).dts()).isEqualTo(expected.get(i).dts());
    }
  }

  @Test
  void writesWhatTheReaderReadsForEveryTrackOfEveryFile() throws FlvException {
    int tracks = 0;
    for (String name : FlvTags.ALL) {
      FlvTags.Recorder read = FlvTags.read(name);
      for (int i = 0; i < read.codecs.size(); i++) {
        Codec codec = read.codecs.get(i);
        List<Frame> frames = read.frames(codec.kind(), read.codecTracks.get(i));
        FlvTags.Recorder again = again(codec, frames, FlvWriter.of(codec));
        assertThat(again.codecs).containsExactly(codec);
        sameFrames(again.frames(codec.kind(), 0), frames);
        tracks++;
      }
    }
    assertThat(tracks).isEqualTo(14);
  }

  @Test
  void writesEveryTrackAsAMultitrackToo() throws FlvException {
    for (String name : FlvTags.ALL) {
      FlvTags.Recorder read = FlvTags.read(name);
      for (int i = 0; i < read.codecs.size(); i++) {
        Codec codec = read.codecs.get(i);
        if (FourCc.of(codec) == null) {
          assertThatThrownBy(() -> FlvWriter.multitrack(codec, 3))
              .isInstanceOf(IllegalArgumentException.class);
          continue;
        }
        List<Frame> frames = read.frames(codec.kind(), read.codecTracks.get(i));
        FlvTags.Recorder again = again(codec, frames, FlvWriter.multitrack(codec, 3));
        assertThat(again.codecs).containsExactly(codec);
        assertThat(again.codecTracks).containsExactly(3);
        sameFrames(again.frames(codec.kind(), 3), frames);
      }
    }
  }

  @Test
  void writesTheConfigurationOnceAndAgainWhenItChanges() throws FlvException {
    List<Frame> one = FlvTags.read("ffmpeg51-h264-aac").video();
    List<Frame> two = FlvTags.read("ffmpeg51-h264-speex").video();
    FlvWriter writer = FlvWriter.of(new Codec.H264(0, 1));
    assertThat(writer.config()).isNull();
    List<byte[]> configs = new ArrayList<>();
    List<Frame> frames = new ArrayList<>(one);
    frames.addAll(two);
    for (Frame frame : frames) {
      byte[] config = writer.config(frame);
      if (config != null) {
        configs.add(config);
        assertThat(frame).isIn(one.getFirst(), two.getFirst());
      }
    }
    assertThat(configs).hasSize(2);
    assertThat(writer.config()).isEqualTo(configs.get(1)).startsWith(0x17, 0, 0, 0, 0, 1);
  }

  @Test
  void writesTheSameConfigurationAsFfmpeg() throws FlvException {
    List<FlvTags.Tag> tags = FlvTags.of("ffmpeg51-h264-aac");
    FlvTags.Tag config =
        tags.stream().filter(tag -> tag.type() == FlvTags.VIDEO).findFirst().orElseThrow();
    FlvWriter writer = FlvWriter.of(new Codec.H264(0, 1));
    assertThat(hex(writer.config(FlvTags.read(tags).video().getFirst())))
        .isEqualTo(hex(config.body()));
  }

  @Test
  void takesParameterSetsOutOfKeyFrames() throws FlvException {
    List<FlvTags.Tag> tags =
        FlvTags.of("ffmpeg51-h264-speex").stream()
            .filter(tag -> tag.type() == FlvTags.VIDEO)
            .toList();
    FlvWriter writer = FlvWriter.of(new Codec.H264(0, 1));
    List<Frame> frames = FlvTags.read(tags).video();
    for (int i = 0; i < frames.size(); i++) {
      writer.config(frames.get(i));
      byte[] body = tags.get(i + 1).body();
      assertThat(hex(writer.body(frames.get(i)))).isEqualTo(hex(body));
    }
    assertThat(hex(writer.end())).isEqualTo("1702000000");
  }

  @Test
  void writesTheHeadersThatEveryPlayerKnows() {
    Frame frame = new Frame(0, 0, true, new byte[] {(byte) 0xFC, 1});
    assertThat(hex(FlvWriter.of(new Codec.Aac(2, 44_100, 2)).body(frame))).isEqualTo("af01fc01");
    assertThat(hex(FlvWriter.of(new Codec.Aac(2, 44_100, 2)).config())).isEqualTo("af001210");
    assertThat(hex(FlvWriter.of(new Codec.Pcmu()).body(frame))).isEqualTo("82fc01");
    assertThat(hex(FlvWriter.of(new Codec.Pcma()).body(frame))).isEqualTo("72fc01");
    assertThat(hex(FlvWriter.of(new Codec.Speex(16_000)).body(frame))).isEqualTo("b6fc01");
    assertThat(hex(FlvWriter.of(new Codec.Mp3(44_100, 2)).body(frame))).isEqualTo("2ffc01");
    assertThat(hex(FlvWriter.of(new Codec.Mp3(22_050, 1)).body(frame))).isEqualTo("2afc01");
    assertThat(hex(FlvWriter.of(new Codec.Mp3(8_000, 1)).body(frame))).isEqualTo("e2fc01");
    assertThat(hex(FlvWriter.of(new Codec.Opus(true, false)).body(frame)))
        .isEqualTo("914f707573fc01");
    assertThat(hex(FlvWriter.of(new Codec.Opus(true, false)).config()))
        .isEqualTo("904f707573" + "4f70757348656164" + "0102380180bb0000" + "000000");
    assertThat(hex(FlvWriter.of(new Codec.Vp8()).body(frame))).isEqualTo("9176703038fc01");
    assertThat(FlvWriter.of(new Codec.Pcmu()).config()).isNull();
    assertThat(FlvWriter.of(new Codec.Pcmu()).end()).isNull();
  }

  @Test
  void roundsTheCompositionTime() {
    FlvWriter writer = FlvWriter.of(new Codec.H264(0, 1));
    byte[] unit = {0, 0, 0, 1, 0x41};
    assertThat(hex(writer.body(new Frame(134, 0, false, unit)))).startsWith("2701000001");
    assertThat(hex(writer.body(new Frame(135, 0, false, unit)))).startsWith("2701000002");
    assertThat(hex(writer.body(new Frame(0, 90, false, unit)))).startsWith("2701ffffff");
    assertThat(hex(writer.body(new Frame(1L << 40, 0, false, unit)))).startsWith("27017fffff");
  }

  @Test
  void knowsWhatItCannotWrite() {
    assertThat(FlvWriter.supports(new Codec.G722())).isFalse();
    assertThat(FlvWriter.supports(new Codec.Speex(8_000))).isFalse();
    assertThatThrownBy(() -> FlvWriter.of(new Codec.G722()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(FlvWriter.of(new Codec.Vp8()).enhanced()).isTrue();
    assertThat(FlvWriter.of(new Codec.Pcmu()).enhanced()).isFalse();
  }
}
