package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.packetize.AvcC;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.Obus;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class FlvReaderTest {
  private static final byte[] EMPTY = {};

  private final FlvReader reader = new FlvReader();
  private final FlvTags.Recorder out = new FlvTags.Recorder();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private void video(long timestamp, byte[] body) throws FlvException {
    reader.video(timestamp, body, out);
  }

  private void audio(long timestamp, byte[] body) throws FlvException {
    reader.audio(timestamp, body, out);
  }

  private static byte[] join(byte[]... parts) {
    byte[] joined = EMPTY;
    for (byte[] part : parts) {
      joined = VideoBodyWriter.joined(joined, part);
    }
    return joined;
  }

  /** The first video tags of the H.264 file: configuration, key frame. */
  private static List<byte[]> h264() {
    return FlvTags.of("ffmpeg51-h264-aac").stream()
        .filter(tag -> tag.type() == FlvTags.VIDEO)
        .map(FlvTags.Tag::body)
        .toList();
  }

  private static byte[] payload(byte[] avcBody) {
    return Arrays.copyOfRange(avcBody, 5, avcBody.length);
  }

  @Test
  void readsH264WithBFramesAndAac() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg51-h264-aac");
    assertThat(read.codecs).contains(new Codec.Aac(2, 48_000, 1));
    assertThat(read.codecs).anyMatch(Codec.H264.class::isInstance).hasSize(2);
    assertThat(read.ignored).isEmpty();
    List<Frame> video = read.video();
    assertThat(video).hasSize(8);
    assertThat(video.stream().filter(Frame::key)).hasSize(2);
    assertThat(video).anyMatch(frame -> frame.pts() > frame.dts());
    assertThat(video).allMatch(frame -> frame.pts() >= frame.dts());
    assertThat(video).isSortedAccordingTo((a, b) -> Long.compare(a.dts(), b.dts()));
    for (Frame frame : video) {
      assertThat(NalUnits.key(NalSyntax.H264, frame.payload())).isEqualTo(frame.key());
      assertThat(H264Parameters.of(frame.payload()) != null).isEqualTo(frame.key());
      assertThat(AvcC.of(frame.payload()) != null).isEqualTo(frame.key());
    }
  }

  @Test
  void countsTheSamplesOfAac() throws FlvException {
    List<Frame> audio = FlvTags.read("ffmpeg51-h264-aac").audio();
    for (int i = 1; i < audio.size(); i++) {
      assertThat(audio.get(i).pts() - audio.get(i - 1).pts()).isEqualTo(1024);
    }
    assertThat(audio).hasSizeGreaterThan(20).allMatch(Frame::key);
  }

  @Test
  void readsH265WithOpus() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg80-hevc-opus");
    assertThat(read.codecs).contains(new Codec.Opus(false, false));
    assertThat(read.codecs)
        .anyMatch(codec -> codec instanceof Codec.H265 h265 && h265.profileId() == 1);
    assertThat(read.video()).hasSize(8).anyMatch(frame -> frame.pts() > frame.dts());
    for (Frame frame : read.video()) {
      assertThat(H265Parameters.of(frame.payload()) != null).isEqualTo(frame.key());
    }
    assertThat(read.audio()).hasSizeGreaterThan(20);
    assertThat(read.audio().get(5).pts() - read.audio().get(4).pts()).isEqualTo(960);
  }

  @Test
  void readsAv1WithMp3() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg80-av1-mp3");
    assertThat(read.codecs).containsExactlyInAnyOrder(new Codec.Av1(0), new Codec.Mp3(48_000, 1));
    assertThat(read.video()).hasSize(8);
    for (Frame frame : read.video()) {
      assertThat(Obus.hasSequenceHeader(frame.payload())).isEqualTo(frame.key());
      assertThat(Obus.withoutDelimiters(frame.payload())).isSameAs(frame.payload());
    }
    assertThat(read.audio().get(3).pts() - read.audio().get(2).pts()).isEqualTo(2160);
  }

  @Test
  void readsVp9WithG711() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg80-vp9-g711a");
    assertThat(read.codecs).containsExactlyInAnyOrder(new Codec.Vp9(0), new Codec.Pcma());
    assertThat(read.video()).hasSize(8);
    List<Frame> audio = read.audio();
    for (int i = 1; i < audio.size(); i++) {
      assertThat(audio.get(i).pts() - audio.get(i - 1).pts())
          .isEqualTo(audio.get(i - 1).payload().length);
    }
  }

  @Test
  void readsSpeex() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg51-h264-speex");
    assertThat(read.codecs).contains(new Codec.Speex(16_000));
    assertThat(read.audio().get(2).pts()).isEqualTo(640);
    assertThat(read.video()).allMatch(frame -> frame.pts() == frame.dts());
  }

  @Test
  void losesNoTrackOfAMultitrack() throws FlvException {
    FlvTags.Recorder read = FlvTags.read("ffmpeg80-multitrack");
    assertThat(read.codecs).hasSize(4);
    assertThat(read.codecTracks).containsExactlyInAnyOrder(0, 0, 1, 1);
    assertThat(read.frames(Codec.Kind.VIDEO, 0)).hasSizeGreaterThan(4);
    assertThat(read.frames(Codec.Kind.VIDEO, 1)).hasSizeGreaterThan(4);
    assertThat(read.frames(Codec.Kind.AUDIO, 0)).hasSizeGreaterThan(10);
    assertThat(read.frames(Codec.Kind.AUDIO, 1)).hasSizeGreaterThan(10);
    assertThat(read.ignored).isEmpty();
  }

  @Test
  void saysThatACodecIsNotSupported() throws FlvException {
    for (String name : new String[] {"ffmpeg80-flac", "ffmpeg80-ac3"}) {
      FlvTags.Recorder read = FlvTags.read(name);
      assertThat(read.frames).isEmpty();
      assertThat(read.ignored).contains("audio codec not supported");
    }
  }

  @Test
  void unwrapsTheClockForSoundAndPicturesTogether() throws FlvException {
    List<byte[]> bodies = h264();
    audio(0xFFFFFFF0L, bytes("af00 1188"));
    audio(0xFFFFFFF0L, bytes("af01 2101"));
    video(0x10, bodies.get(0));
    video(0x10, bodies.get(1));
    audio(0x20, bytes("af01 2101"));
    assertThat(out.audio().get(0).pts()).isEqualTo(0xFFFFFFF0L * 48);
    assertThat(out.video().getFirst().dts()).isEqualTo(0x100000010L * 90);
    assertThat(out.audio().get(1).pts()).isEqualTo(0x100000020L * 48);
  }

  @Test
  void followsAClockThatJumpsBack() throws FlvException {
    audio(100_000, bytes("82 0000"));
    audio(50, bytes("82 0000"));
    assertThat(out.audio()).extracting(Frame::pts).containsExactly(800_000L, 400L);
  }

  @Test
  void keepsDecodingBeforeShowingWhenTheCompositionTimeIsNegative() throws FlvException {
    video(100, h264().get(0));
    byte[] body = h264().get(1).clone();
    body[2] = (byte) 0xFF;
    body[3] = (byte) 0xFF;
    body[4] = (byte) 0xF6;
    video(100, body);
    assertThat(out.video().getFirst().pts()).isEqualTo(90 * 90);
    assertThat(out.video().getFirst().dts()).isEqualTo(90 * 90);
  }

  @Test
  void takesAnnexBWhereLengthsBelong() throws FlvException {
    video(0, h264().get(0));
    byte[] payload = payload(h264().get(1));
    video(0, join(bytes("17 01 000000"), NalUnits.toAnnexB(payload)));
    video(0, h264().get(1));
    assertThat(out.video()).hasSize(2);
    assertThat(out.video().get(0).payload()).isEqualTo(out.video().get(1).payload());
  }

  @Test
  void dropsDelimitersAndFiller() throws FlvException {
    video(0, h264().get(0));
    video(0, h264().get(1));
    byte[] padded =
        join(bytes("17 01 000000 00000002 0930"), payload(h264().get(1)), bytes("00000003 0cff80"));
    video(0, padded);
    assertThat(out.video().get(1).payload()).isEqualTo(out.video().get(0).payload());
  }

  @Test
  void putsParameterSetsThatComeAloneBeforeTheNextKeyFrame() throws FlvException {
    video(0, h264().get(0));
    video(0, h264().get(1));
    byte[] whole = out.video().getFirst().payload();
    FlvReader fresh = new FlvReader();
    FlvTags.Recorder other = new FlvTags.Recorder();
    for (int at = NalUnits.first(whole); at >= 0; at = NalUnits.next(whole, at)) {
      byte[] one = Arrays.copyOfRange(whole, at - 4, at + NalUnits.length(whole, at));
      fresh.video(0, join(bytes("17 01 000000"), one), other);
    }
    assertThat(other.codecs).isEqualTo(out.codecs);
    assertThat(other.video()).hasSize(1);
    assertThat(NalUnits.key(NalSyntax.H264, other.video().getFirst().payload())).isTrue();
    assertThat(AvcC.of(other.video().getLast().payload())).isEqualTo(AvcC.of(whole));
  }

  @Test
  void takesNewParameterSetsInMidStream() throws FlvException {
    video(0, h264().get(0));
    video(0, h264().get(1));
    List<FlvTags.Tag> other = FlvTags.of("ffmpeg51-h264-speex");
    for (FlvTags.Tag tag : other.subList(0, 5)) {
      FlvTags.feed(reader, tag, out);
    }
    assertThat(out.codecs.stream().filter(Codec.H264.class::isInstance)).hasSize(2);
    H264Parameters before = H264Parameters.of(out.video().get(0).payload());
    H264Parameters after = H264Parameters.of(out.video().get(1).payload());
    assertThat(before).isNotEqualTo(after);
  }

  @Test
  void ignoresPicturesBeforeTheirConfiguration() throws FlvException {
    video(0, h264().get(2));
    assertThat(out.video()).isEmpty();
    assertThat(out.ignored).containsExactly("video before its configuration");
    audio(0, bytes("af01 2101"));
    assertThat(out.ignored).contains("audio before its configuration");
  }

  @Test
  void ignoresCommandsAndEmptyBodies() throws FlvException {
    video(0, bytes("57 00"));
    video(0, bytes("d0 00"));
    video(0, EMPTY);
    audio(0, EMPTY);
    video(0, bytes("17 02 000000"));
    video(0, bytes("27 01 000000"));
    video(0, bytes("17 00 000000"));
    audio(0, bytes("af 00"));
    assertThat(out.frames).isEmpty();
    assertThat(out.ignored)
        .containsExactly(
            "video command",
            "video command",
            "video body empty",
            "audio body empty",
            "video body empty",
            "video configuration empty",
            "audio configuration empty");
  }

  @Test
  void ignoresCodecsOfThePast() throws FlvException {
    for (String first : new String[] {"12", "13", "14", "15", "16", "1f"}) {
      video(0, bytes(first + "0102"));
    }
    for (String first : new String[] {"02", "12", "32", "42", "52", "62", "f2", "c2", "d2"}) {
      audio(0, bytes(first + "0102"));
    }
    assertThat(out.frames).isEmpty();
    assertThat(out.ignored).hasSize(15);
  }

  @Test
  void readsH265ByTheNumberTwelve() throws FlvException {
    for (FlvTags.Tag tag : FlvTags.of("ffmpeg80-hevc-opus")) {
      if (tag.type() == FlvTags.VIDEO && (tag.body()[0] & 0x0F) < 2) {
        int type = tag.body()[0] & 0x0F;
        byte[] head = {(byte) (tag.body()[0] & 0x70 | 12), (byte) type};
        byte[] rest = Arrays.copyOfRange(tag.body(), 5, tag.body().length);
        video(tag.timestamp(), type == 0 ? join(head, new byte[3], rest) : join(head, rest));
      }
    }
    assertThat(out.codecs).hasSize(1).allMatch(Codec.H265.class::isInstance);
    assertThat(out.video()).hasSizeGreaterThan(4);
  }

  @Test
  void addsTheNanosecondsOfModExToTheTimestamp() throws FlvException {
    // half a millisecond
    audio(10, bytes("97 02 07a120 00 4f707573".replace("00 4f", "01 4f") + "fc00"));
    assertThat(out.audio().getFirst().pts()).isEqualTo(10 * 48 + 24);
  }

  @Test
  void readsManyTracksOfManyCodecsInOneBody() throws FlvException {
    byte[] opus = bytes("fc 01 02");
    String part = "%s %02x 000003 fc0102";
    audio(
        5,
        bytes(
            "95 21"
                + String.format(part, "4f707573", 0)
                + String.format(part, "4f707573", 7)
                + "664c6143 09 000001 00"));
    assertThat(out.frames).extracting(FlvTags.Read::trackId).containsExactly(0, 7);
    assertThat(out.audio().getFirst().payload()).isEqualTo(opus);
    assertThat(out.ignored).containsExactly("audio codec not supported");
  }

  @Test
  void readsManyTracksOfOneCodecInOneBody() throws FlvException {
    audio(5, bytes("95 11 4f707573 00 000002 fc01 01 000001 fc"));
    assertThat(out.frames).hasSize(2);
    assertThatThrownBy(() -> audio(5, bytes("95 11 4f707573 00 000009 fc01")))
        .isInstanceOf(FlvException.class);
  }

  @Test
  void splitsSeveralFramesOfMp3InOneBody() throws FlvException {
    List<byte[]> single = new ArrayList<>();
    for (FlvTags.Tag tag : FlvTags.of("ffmpeg80-av1-mp3")) {
      if (tag.type() == FlvTags.AUDIO) {
        single.add(tag.body());
      }
    }
    byte[] one = Arrays.copyOfRange(single.get(0), 1, single.get(0).length);
    audio(0, join(single.get(0), one));
    assertThat(out.audio()).hasSize(2);
    assertThat(out.audio().get(1).pts()).isEqualTo(2160);
    assertThat(out.audio().get(1).payload()).isEqualTo(one);
  }

  @Test
  void refusesConfigurationsThatCannotBeRead() {
    for (String hex : new String[] {"17 00 000000 01", "90 68766331 01", "90 61763031 01"}) {
      assertThatThrownBy(() -> video(0, bytes(hex))).isInstanceOf(FlvException.class);
    }
    for (String hex : new String[] {"af00 ff", "90 4f707573 4f7075"}) {
      assertThatThrownBy(() -> audio(0, bytes(hex))).isInstanceOf(FlvException.class);
    }
    assertThatThrownBy(() -> audio(0, bytes("2e 0102030405"))).isInstanceOf(FlvException.class);
    assertThatThrownBy(() -> audio(0, bytes("97 ff ffff 00"))).isInstanceOf(FlvException.class);
  }

  @Test
  void survivesEveryTruncationAndCorruption() {
    int bodies = 0;
    for (String name : FlvTags.ALL) {
      List<FlvTags.Tag> tags = FlvTags.of(name);
      for (int i = 0; i < Math.min(tags.size(), 14); i++) {
        bodies += survives(tags, i);
      }
    }
    assertThat(bodies).isGreaterThan(90);
  }

  private static int survives(List<FlvTags.Tag> tags, int index) {
    FlvTags.Tag tag = tags.get(index);
    for (int length = 0; length < tag.body().length; length++) {
      survives(tags, index, Arrays.copyOf(tag.body(), length));
    }
    byte[] body = tag.body().clone();
    for (int at = 0; at < body.length; at++) {
      byte before = body[at];
      byte[] values = {(byte) (before ^ 1), (byte) (before ^ 0x80), (byte) ~before, 0, (byte) 0xFF};
      for (byte value : values) {
        body[at] = value;
        survives(tags, index, body);
      }
      body[at] = before;
    }
    return 1;
  }

  /** The configurations are read whole, then the broken body, then a good frame. */
  private static void survives(List<FlvTags.Tag> tags, int index, byte[] broken) {
    FlvReader reader = new FlvReader();
    FlvTags.Recorder out = new FlvTags.Recorder();
    try {
      for (FlvTags.Tag tag : tags.subList(0, Math.min(index, 3))) {
        FlvTags.feed(reader, tag, out);
      }
      FlvTags.feed(reader, new FlvTags.Tag(tags.get(index).type(), 5, broken), out);
    } catch (FlvException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
    for (FlvTags.Read read : out.frames) {
      Frame frame = read.frame();
      if (frame.payload().length == 0 || frame.dts() > frame.pts()) {
        throw new AssertionError("frame " + frame);
      }
    }
  }

  @Test
  void survivesRandomBodies() throws FlvException {
    Random random = new Random(2);
    int kept = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] body = new byte[1 + random.nextInt(60)];
      random.nextBytes(body);
      try {
        video(i, body);
        kept++;
      } catch (FlvException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
      try {
        audio(i, body);
        kept++;
      } catch (FlvException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    assertThat(kept).isPositive();
  }
}
