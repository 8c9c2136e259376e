package org.wcs.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.unit.Codec;

final class KeyFrameDetectorTest {
  private static final Codec.Video VP8 = new Codec.Vp8();
  private static final Codec.Video VP9 = new Codec.Vp9(0);
  private static final Codec.Video H264 = new Codec.H264(0x42e01f, 1);
  private static final Codec.Video H265 = new Codec.H265(1, 0, 93);
  private static final Codec.Video AV1 = new Codec.Av1(0);
  static final List<Codec.Video> CODECS = List.of(VP8, VP9, H264, H265, AV1);
  private static final byte[] H264_DELIMITER = Bytes.hex("0910");
  private static final byte[] H265_DELIMITER = Bytes.hex("460150");

  private static boolean starts(Codec.Video codec, byte[] payload) {
    byte[] inside = Bytes.join(new byte[3], payload, new byte[] {-1, -1});
    boolean starts = KeyFrameDetector.startsKeyFrame(codec, inside, 3, payload.length);
    assertThat(KeyFrameDetector.startsKeyFrame(codec, payload, 0, payload.length))
        .isEqualTo(starts);
    return starts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "320x240", "854x480"})
  void vp8KeyFramesStartBehindEveryDescriptor_rfc7741(String size) {
    byte[] key = Bitstreams.of("vp8." + size + ".key");
    byte[] delta = Bitstreams.of("vp8." + size + ".delta");
    for (String descriptor :
        List.of(
            "10",
            "9080 11",
            "9080 8123",
            "90c0 8123 07",
            "90e0 8123 07 40",
            "9020 40",
            "b010 05")) {
      assertThat(starts(VP8, Bitstreams.behind(descriptor, key))).as(descriptor).isTrue();
      assertThat(starts(VP8, Bitstreams.behind(descriptor, delta))).as(descriptor).isFalse();
    }
  }

  @Test
  void vp8OtherPartitionsAndLaterFragmentsDoNotStart() {
    byte[] key = Bitstreams.of("vp8.320x240.key");
    for (String descriptor : List.of("00", "11", "17", "8080 8123")) {
      assertThat(starts(VP8, Bitstreams.behind(descriptor, key))).as(descriptor).isFalse();
    }
    assertThat(starts(VP8, Bytes.hex("9080 8123"))).isFalse();
  }

  @Test
  void vp9StartsWhereTheLowestLayerOfAPictureWithoutReferenceBegins_rfc9628() {
    byte[] key = Bitstreams.of("vp9.320x240.key");
    for (String descriptor :
        List.of("0c", "8c 11", "8c 8123", "ac 8123 10 05", "bc 8123 10", "8e 8123 08 0104 01")) {
      assertThat(starts(VP9, Bitstreams.behind(descriptor, key))).as(descriptor).isTrue();
    }
    for (String descriptor :
        List.of("04", "4c", "84 8123", "cc 8123", "ac 8123 12 05", "ac 8123 14 05", "bc 8123 12")) {
      assertThat(starts(VP9, Bitstreams.behind(descriptor, key))).as(descriptor).isFalse();
    }
  }

  @Test
  void vp9IsBelievedOnlyIfTheFrameAgreesThatItIsNotPredicted() {
    byte[] predicted = Bitstreams.of("vp9.320x240.key").clone();
    predicted[0] |= 0x04;
    assertThat(starts(VP9, Bitstreams.behind("0c", predicted))).isFalse();
    byte[] shownAgain = Bitstreams.of("vp9.320x240.key").clone();
    shownAgain[0] |= 0x08;
    assertThat(starts(VP9, Bitstreams.behind("0c", shownAgain))).isFalse();
    assertThat(starts(VP9, Bitstreams.behind("0c", Bytes.hex("b0 49")))).isTrue(); // profile 3
    assertThat(starts(VP9, Bitstreams.behind("0c", Bytes.hex("b2 49")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "high"})
  void h264StartsAtParameterSetsOrTheFirstSliceOfAnIdr_rfc6184(String profile) {
    byte[] sps = Bitstreams.of("h264." + profile + ".1280x720.sps");
    byte[] pps = Bitstreams.of("h264." + profile + ".1280x720.pps");
    byte[] idr = Bitstreams.of("h264." + profile + ".1280x720.idr");
    byte[] sei = Bitstreams.of("h264." + profile + ".1280x720.sei");
    byte[] slice = Bitstreams.of("h264." + profile + ".1280x720.slice");
    assertThat(starts(H264, sps)).isTrue();
    assertThat(starts(H264, idr)).isTrue();
    assertThat(starts(H264, Bitstreams.fuA(idr, true))).isTrue();
    assertThat(starts(H264, Bitstreams.stapA(sps, pps))).isTrue();
    assertThat(starts(H264, Bitstreams.stapA(sps, pps, sei, idr))).isTrue();
    assertThat(starts(H264, Bitstreams.stapA(H264_DELIMITER, sps, pps))).isTrue();
    assertThat(starts(H264, Bitstreams.stapA(H264_DELIMITER, sei, idr))).isTrue();
    for (byte[] other : List.of(pps, sei, slice, H264_DELIMITER)) {
      assertThat(starts(H264, other)).isFalse();
      assertThat(starts(H264, Bitstreams.stapA(other, other))).isFalse();
      assertThat(starts(H264, Bitstreams.fuA(other, true))).isFalse();
    }
    assertThat(starts(H264, Bitstreams.fuA(idr, false))).isFalse();
  }

  @Test
  void h264LaterSlicesOfAnIdrDoNotStart() {
    byte[] later = Bytes.hex("65 4588840e20c6");
    assertThat(starts(H264, later)).isFalse();
    assertThat(starts(H264, Bitstreams.fuA(later, true))).isFalse();
    assertThat(starts(H264, Bitstreams.stapA(later, later))).isFalse();
  }

  @Test
  void h265StartsAtParameterSetsOrTheFirstSliceOfAnIrapPicture_rfc7798() {
    byte[] vps = Bitstreams.of("h265.1280x720.vps");
    byte[] sps = Bitstreams.of("h265.1280x720.sps");
    byte[] pps = Bitstreams.of("h265.1280x720.pps");
    byte[] idr = Bitstreams.of("h265.1280x720.idr");
    byte[] slice = Bitstreams.of("h265.1280x720.slice");
    for (byte[] start : List.of(vps, sps, idr)) {
      assertThat(starts(H265, start)).isTrue();
      assertThat(starts(H265, Bitstreams.fragment(start, true))).isTrue();
      assertThat(starts(H265, Bitstreams.fragment(start, false))).isFalse();
      assertThat(starts(H265, Bitstreams.aggregation(start, pps))).isTrue();
      assertThat(starts(H265, Bitstreams.aggregation(H265_DELIMITER, start))).isTrue();
    }
    for (byte[] other : List.of(pps, slice, H265_DELIMITER)) {
      assertThat(starts(H265, other)).isFalse();
      assertThat(starts(H265, Bitstreams.fragment(other, true))).isFalse();
      assertThat(starts(H265, Bitstreams.aggregation(other, other))).isFalse();
    }
    byte[] later = Bytes.hex("2801 2c210b8c");
    assertThat(starts(H265, later)).isFalse();
    assertThat(starts(H265, Bitstreams.fragment(later, true))).isFalse();
    assertThat(starts(H265, Bytes.hex("2a01 ac210b8c"))).as("CRA").isTrue();
  }

  @Test
  void av1StartsWithTheNewSequenceBit() {
    byte[] sequence = Bitstreams.of("av1.320x240.sequence");
    byte[] frame = Bitstreams.of("av1.320x240.frame");
    assertThat(starts(AV1, Bitstreams.av1(0x28, sequence, frame))).isTrue();
    assertThat(starts(AV1, Bitstreams.av1(0x18, sequence))).isTrue();
    assertThat(starts(AV1, Bitstreams.av1(0x10, frame))).isFalse();
    assertThat(starts(AV1, Bitstreams.av1(0x90, frame))).isFalse();
  }

  @Test
  void tooShortIsNoStart() {
    for (Codec.Video codec : CODECS) {
      assertThat(starts(codec, new byte[0])).isFalse();
      assertThat(starts(codec, new byte[] {0x18})).isFalse();
    }
  }

  @Test
  void nothingSpoiledThrowsWhateverCodecItIsTakenFor() {
    Bitstreams.payloads(payload -> Bytes.spoiled(payload, KeyFrameDetectorTest::touch));
  }

  /** Asks everything of it for every codec. */
  static void touch(byte[] payload) {
    for (Codec.Video codec : CODECS) {
      touch(codec, payload, 0, payload.length);
    }
  }

  static void touch(Codec.Video codec, byte[] wire, int offset, int length) {
    boolean starts = KeyFrameDetector.startsKeyFrame(codec, wire, offset, length);
    if (length < 2 && starts) {
      throw new AssertionError("something was read from nothing");
    }
  }
}
