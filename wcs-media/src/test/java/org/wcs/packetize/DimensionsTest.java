package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.unit.Codec;

final class DimensionsTest {
  private static final Codec.Video VP8 = new Codec.Vp8();
  private static final Codec.Video VP9 = new Codec.Vp9(0);
  private static final Codec.Video H264 = new Codec.H264(0x42e01f, 1);
  private static final Codec.Video H265 = new Codec.H265(1, 0, 93);
  private static final Codec.Video AV1 = new Codec.Av1(0);
  private static final List<Codec.Video> CODECS = List.of(VP8, VP9, H264, H265, AV1);

  private static String size(Codec.Video codec, byte[] payload) {
    byte[] inside = Bytes.join(new byte[3], payload, new byte[] {-1, -1});
    Dimensions size = Dimensions.of(codec, inside, 3, payload.length);
    assertThat(Dimensions.of(codec, payload, 0, payload.length)).isEqualTo(size);
    return size == null ? "none" : size.width() + "x" + size.height();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "320x240", "854x480"})
  void vp8AndVp9TellItInTheFrame(String size) {
    byte[] vp8 = Bitstreams.of("vp8." + size + ".key");
    assertThat(size(VP8, Bitstreams.behind("10", vp8))).isEqualTo(size);
    assertThat(size(VP8, Bitstreams.behind("90e0 8123 07 40", vp8))).isEqualTo(size);
    byte[] vp9 = Bitstreams.of("vp9." + size + ".key");
    assertThat(size(VP9, Bitstreams.behind("0c", vp9))).isEqualTo(size);
    assertThat(size(VP9, Bitstreams.behind("8c 8123", vp9))).isEqualTo(size);
    assertThat(size(VP9, Bitstreams.behind("ac 11 10 05", vp9))).isEqualTo(size);
    assertThat(size(VP9, Bitstreams.behind("bc 8123 10", vp9))).isEqualTo(size);
    assertThat(size(VP9, Bitstreams.behind("8e 8123 18 0140 00f0 02 04 01 08 02 03", vp9)))
        .isEqualTo(size);
    assertThat(size(VP9, Bitstreams.behind("ae 8123 10 05 30 0140 00f0 0280 01e0", vp9)))
        .isEqualTo(size);
  }

  @Test
  void picturesThatAreNoKeyFramesTellNone() {
    assertThat(size(VP8, Bitstreams.behind("10", Bitstreams.of("vp8.320x240.delta"))))
        .isEqualTo("none");
    assertThat(size(VP9, Bitstreams.behind("0c", Bitstreams.of("vp9.320x240.delta"))))
        .isEqualTo("none");
    assertThat(size(H264, Bitstreams.of("h264.high.320x240.idr"))).isEqualTo("none");
    assertThat(size(H265, Bitstreams.of("h265.320x240.idr"))).isEqualTo("none");
    assertThat(size(AV1, Bitstreams.av1(0x10, Bitstreams.of("av1.320x240.frame"))))
        .isEqualTo("none");
  }

  @Test
  void vp9OtherProfilesHaveMoreColourBits() {
    byte[] key = Bitstreams.of("vp9.profile1-320x240.key");
    assertThat(size(VP9, Bitstreams.behind("0c", key))).isEqualTo("320x240");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "320x240", "854x480"})
  void h264TellsItInTheSequenceParameterSetWithCropping(String size) {
    for (String profile : new String[] {"h264.baseline.", "h264.high."}) {
      byte[] sps = Bitstreams.of(profile + size + ".sps");
      byte[] pps = Bitstreams.of(profile + size + ".pps");
      assertThat(size(H264, sps)).isEqualTo(size);
      assertThat(size(H264, Bitstreams.stapA(sps, pps))).isEqualTo(size);
      assertThat(size(H264, Bitstreams.stapA(Bytes.hex("0910"), sps, pps))).isEqualTo(size);
    }
  }

  @Test
  void h264UnderstandsOtherChromaFieldsAndScalingLists() {
    assertThat(size(H264, Bitstreams.of("h264.high444-322x242.sps"))).isEqualTo("322x242");
    assertThat(size(H264, Bitstreams.of("h264.interlaced-320x180.sps"))).isEqualTo("320x180");
    // profile 100; chroma 1; the first of eight scaling lists: 16 equal steps; 20 x 15 macroblocks
    String high = "1 010 1 1 0 1 1" + " 010".repeat(16) + " 0000000";
    String rest = " 1 1 1 010 0 000010100 0001111 1 1 0 0 1";
    assertThat(size(H264, Bytes.join(Bytes.hex("6764001f"), bits(high + rest))))
        .isEqualTo("320x240");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "320x240", "854x480"})
  void h265TellsItInTheSequenceParameterSetWithTheConformanceWindow(String size) {
    byte[] vps = Bitstreams.of("h265." + size + ".vps");
    byte[] sps = Bitstreams.of("h265." + size + ".sps");
    assertThat(size(H265, sps)).isEqualTo(size);
    assertThat(size(H265, Bitstreams.aggregation(vps, sps))).isEqualTo(size);
    assertThat(size(H265, vps)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "320x240", "854x480"})
  void av1TellsItInTheSequenceHeader(String size) {
    byte[] sequence = Bitstreams.of("av1." + size + ".sequence");
    byte[] frame = Bitstreams.of("av1." + size + ".frame");
    assertThat(size(AV1, Bitstreams.av1(0x18, sequence))).isEqualTo(size);
    assertThat(size(AV1, Bitstreams.av1(0x28, sequence, frame))).isEqualTo(size);
    assertThat(size(AV1, Bitstreams.av1(0x08, sequence, frame))).isEqualTo(size);
    byte[] sized =
        Bytes.join(
            new byte[] {(byte) (sequence[0] | 2), (byte) (sequence.length - 1)},
            java.util.Arrays.copyOfRange(sequence, 1, sequence.length));
    assertThat(size(AV1, Bitstreams.av1(0x28, sized, frame))).isEqualTo(size);
    byte[] extended =
        Bytes.join(
            new byte[] {(byte) (sequence[0] | 4), 0x08},
            java.util.Arrays.copyOfRange(sequence, 1, sequence.length));
    assertThat(size(AV1, Bitstreams.av1(0x28, extended, frame))).isEqualTo(size);
  }

  @Test
  void av1OfAnotherEncoderIsUnderstood() {
    byte[] sequence = Bitstreams.of("av1.svt-1280x720.sequence");
    assertThat(size(AV1, Bitstreams.av1(0x18, sequence))).isEqualTo("1280x720");
  }

  private static byte[] bits(String text) {
    String bits = text.replace(" ", "") + "0".repeat(8);
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return bytes;
  }

  @Test
  void emptyPayloadsTellNone() {
    for (Codec.Video codec : CODECS) {
      assertThat(Dimensions.of(codec, new byte[0], 0, 0)).isNull();
      assertThat(Dimensions.of(codec, new byte[] {0x10}, 0, 1)).isNull();
    }
  }

  @Test
  void nothingSpoiledThrowsWhateverCodecItIsTakenFor() {
    Bitstreams.payloads(payload -> Bytes.spoiled(payload, DimensionsTest::touch));
  }

  /** Asks for every codec; the record itself refuses impossible sizes. */
  static void touch(byte[] payload) {
    for (Codec.Video codec : CODECS) {
      if (Dimensions.of(codec, payload, 0, payload.length) != null && payload.length < 2) {
        throw new AssertionError("something was read from nothing");
      }
    }
  }
}
