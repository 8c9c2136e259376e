package org.wcs.flv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** The tags of an FLV file (FLV 10.1 annex E.4.1), and what a reader makes of them. */
final class FlvTags {
  static final List<String> ALL =
      List.of(
          "ffmpeg51-h264-aac",
          "ffmpeg51-h264-speex",
          "ffmpeg80-hevc-opus",
          "ffmpeg80-av1-mp3",
          "ffmpeg80-vp9-g711a",
          "ffmpeg80-multitrack",
          "ffmpeg80-flac",
          "ffmpeg80-ac3");

  static final int AUDIO = 8;
  static final int VIDEO = 9;

  record Tag(int type, long timestamp, byte[] body) {}

  record Read(Codec.Kind kind, int trackId, Frame frame) {}

  /** Remembers all it is given. */
  static final class Recorder implements FlvReader.Output {
    final List<Codec> codecs = new ArrayList<>();
    final List<Integer> codecTracks = new ArrayList<>();
    final List<Read> frames = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();

    @Override
    public void codec(Codec codec, int trackId) {
      codecs.add(codec);
      codecTracks.add(trackId);
    }

    @Override
    public void frame(Codec.Kind kind, int trackId, Frame frame) {
      frames.add(new Read(kind, trackId, frame));
    }

    @Override
    public void ignored(Codec.Kind kind, String what) {
      ignored.add(what);
    }

    List<Frame> frames(Codec.Kind kind, int trackId) {
      return frames.stream()
          .filter(read -> read.kind() == kind && read.trackId() == trackId)
          .map(Read::frame)
          .toList();
    }

    List<Frame> video() {
      return frames(Codec.Kind.VIDEO, 0);
    }

    List<Frame> audio() {
      return frames(Codec.Kind.AUDIO, 0);
    }
  }

  private FlvTags() {}

  static List<Tag> of(String name) {
    try (InputStream in = FlvTags.class.getResourceAsStream("/capture/flv/" + name + ".flv")) {
      return of(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Tag> of(byte[] file) {
    List<Tag> tags = new ArrayList<>();
    int at = 13;
    while (at + 11 <= file.length) {
      int length = uint24(file, at + 1);
      long timestamp = uint24(file, at + 4) | (file[at + 7] & 0xFFL) << 24;
      byte[] body = Arrays.copyOfRange(file, at + 11, at + 11 + length);
      tags.add(new Tag(file[at] & 0x1F, timestamp, body));
      at += 11 + length + 4;
    }
    return tags;
  }

  private static int uint24(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF;
  }

  static void feed(FlvReader reader, Tag tag, FlvReader.Output output) throws FlvException {
    switch (tag.type()) {
      case AUDIO -> reader.audio(tag.timestamp(), tag.body(), output);
      case VIDEO -> reader.video(tag.timestamp(), tag.body(), output);
      default -> {}
    }
  }

  static Recorder read(List<Tag> tags) throws FlvException {
    Recorder recorder = new Recorder();
    FlvReader reader = new FlvReader();
    for (Tag tag : tags) {
      feed(reader, tag, recorder);
    }
    return recorder;
  }

  static Recorder read(String name) throws FlvException {
    return read(of(name));
  }
}
