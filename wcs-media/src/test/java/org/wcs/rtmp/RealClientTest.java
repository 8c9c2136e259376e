package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.fake.BytePair;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.unit.Frame;

/** Whole sessions of real publishers, played back to the server. */
final class RealClientTest {

  @ParameterizedTest
  @CsvSource({
    "ffmpeg51-h264-aac, H264 mpeg4-generic",
    "ffmpeg51-h264-speex, H264 speex",
    "ffmpeg51-h264-mp3, H264 MPA",
    "ffmpeg80-hevc-opus, H265 opus",
    "ffmpeg80-av1-mp3, AV1 MPA",
    "ffmpeg80-vp9-g711a, VP9 PCMA",
    "ffmpeg80-multitrack, H264 mpeg4-generic H265 opus",
    "gstreamer122-h264-aac, H264 mpeg4-generic",
    "librtmp24-h264-aac, H264 mpeg4-generic",
    "ffmpeg51-extended, H264 mpeg4-generic",
    "librtmp24-extended, H264 mpeg4-generic"
  })
  void publishesWhatTheClientSends(String capture, String codecs) {
    RtmpStage stage = new RtmpStage();
    Listener listener = new Listener(stage);
    Tape tape = new Tape(stage, ChunkCapture.bytes(capture));
    tape.play(1_000);
    assertThat(listener.streams).hasSize(1);
    List<Track> tracks = listener.streams.getFirst().tracks();
    assertThat(tracks.stream().map(track -> track.codec().encodingName()).toList())
        .containsExactlyInAnyOrder(codecs.split(" "));
    assertThat(tracks.getFirst().width()).isIn(0, 160);
    assertThat(listener.frames).hasSizeGreaterThan(20);
    assertThat(listener.frames.stream().anyMatch(Frame::key)).isTrue();
    assertThat(stage.protocol.snapshot().totals().accepted()).isEqualTo(1);
  }

  @Test
  void playsARealStreamToAPlayerFrameByFrame() {
    RtmpStage stage = new RtmpStage();
    Listener listener = new Listener(stage);
    TestClient player = stage.connected();
    listener.onPublished = stream -> player.play(stream.name());
    Tape tape = new Tape(stage, ChunkCapture.bytes("ffmpeg51-h264-aac"));
    tape.play(500);
    List<RtmpMessage.Video> video = player.heard(RtmpMessage.Video.class);
    assertThat(video.getFirst().body()[1]).isZero(); // the sequence header
    assertThat(video.size() - 1).isBetween(14, 15);
    assertThat(player.codes()).endsWith("NetStream.Play.UnpublishNotify");
  }

  @Test
  void survivesCorruptionsOfWhatTheClientSays() {
    byte[] good = ChunkCapture.bytes("ffmpeg51-h264-aac");
    int handshake = good.length - ChunkCapture.chunks("ffmpeg51-h264-aac").length;
    Random random = new Random(3);
    RtmpStage stage = new RtmpStage("rtmp.max_connections", "100000");
    for (int at = handshake; at < Math.min(handshake + 800, good.length); at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) mask;
        Tape tape = new Tape(stage, bad);
        tape.play(1_000 + random.nextInt(10_000));
        tape.pair.left().breaks("done");
        stage.settle();
      }
    }
    assertThat(stage.protocol.snapshot().totals().sessions()).isZero();
    stage.advance(6_000);
    assertThat(stage.hub.streams()).isEmpty();
    assertThat(stage.protocol.snapshot().totals().publishers()).isZero();
  }

  @Test
  void survivesTruncationsOfWhatTheClientSays() {
    byte[] good = ChunkCapture.bytes("librtmp24-h264-aac");
    RtmpStage stage = new RtmpStage("rtmp.max_connections", "100000");
    for (int length = 0; length < good.length; length += length < 5_000 ? 7 : 97) {
      Tape tape = new Tape(stage, java.util.Arrays.copyOf(good, length));
      tape.play(4_096);
      tape.pair.left().breaks("done");
      stage.settle();
    }
    assertThat(stage.protocol.snapshot().totals().sessions()).isZero();
    stage.advance(6_000);
    assertThat(stage.hub.streams()).isEmpty();
  }

  /** Follows every stream that is published. */
  private static final class Listener {
    final List<MediaStream> streams = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    java.util.function.Consumer<MediaStream> onPublished = stream -> {};

    Listener(RtmpStage stage) {
      stage.hub.watch(
          stream -> {
            streams.add(stream);
            Set.copyOf(stream.tracks())
                .forEach(track -> track.frames().subscribe(new FrameEar(stage.lane, frames::add)));
            onPublished.accept(stream);
          });
    }
  }

  /** A client that says the same whatever it hears. */
  private static final class Tape {
    final BytePair pair;
    private final RtmpStage stage;
    private final byte[] bytes;

    Tape(RtmpStage stage, byte[] bytes) {
      this.stage = stage;
      this.bytes = bytes;
      this.pair = new BytePair(stage.lane, 7_000, stage.lane, 1_935);
      stage.lane.run(
          () ->
              pair.right().receiver(Objects.requireNonNull(stage.protocol.accepted(pair.right()))));
    }

    void play(int slice) {
      for (int at = 0; at < bytes.length; at += slice) {
        pair.left().write(bytes, at, Math.min(slice, bytes.length - at));
        stage.settle();
      }
    }
  }
}
