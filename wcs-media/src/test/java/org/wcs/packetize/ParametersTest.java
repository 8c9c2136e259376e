package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parameter sets and headers of real encoders say. */
final class ParametersTest {

  @ParameterizedTest
  @ValueSource(strings = {"1280x720", "854x480", "320x240"})
  void readsTheSizeWhateverTheCodec(String size) {
    byte[] high = Media.real("h264.high." + size + ".sps");
    H264Parameters h264 = Objects.requireNonNull(H264Parameters.parse(high, 0, high.length));
    assertThat(h264.width() + "x" + h264.height()).isEqualTo(size);
    byte[] main = Media.real("h265." + size + ".sps");
    H265Parameters h265 = Objects.requireNonNull(H265Parameters.parse(main, 0, main.length));
    assertThat(h265.width() + "x" + h265.height()).isEqualTo(size);
    Vp8Parameters vp8 =
        Objects.requireNonNull(Vp8Parameters.of(Media.real("vp8." + size + ".key")));
    assertThat(vp8.width() + "x" + vp8.height()).isEqualTo(size);
    Vp9Parameters vp9 =
        Objects.requireNonNull(Vp9Parameters.of(Media.real("vp9." + size + ".key")));
    assertThat(vp9.width() + "x" + vp9.height()).isEqualTo(size);
    for (String encoder : new String[] {"av1.", "av1.svt-"}) {
      byte[] sequence = Media.real(encoder + size + ".sequence");
      Av1Parameters av1 = Objects.requireNonNull(Av1Parameters.parse(sequence, 1, sequence.length));
      assertThat(av1.width() + "x" + av1.height()).isEqualTo(size);
    }
  }

  @Test
  void readsProfileLevelAndReorderingOfH264() {
    byte[] sps = Media.real("h264.high.1280x720.sps");
    H264Parameters high = Objects.requireNonNull(H264Parameters.parse(sps, 0, sps.length));
    assertThat(high.profile()).isEqualTo(100);
    assertThat(high.constraints()).isZero();
    assertThat(high.level()).isEqualTo(31);
    assertThat(high.format()).isEqualTo(PictureFormat.EIGHT_BIT_420);
    assertThat(high.reorderFrames()).isEqualTo(2);
    assertThat(high.reordered()).isTrue();
    assertThat(high.framesPerSecond()).isEqualTo(30);
    assertThat(high.codecs()).isEqualTo("avc1.64001f");

    byte[] baseline = Media.real("h264.baseline.320x240.sps");
    H264Parameters simple =
        Objects.requireNonNull(H264Parameters.parse(baseline, 0, baseline.length));
    assertThat(simple.codecs()).isEqualTo("avc1.42c014");
    assertThat(simple.reordered()).isFalse();
  }

  @Test
  void readsCroppingFieldsAndOtherFormatsOfH264() {
    byte[] full = Media.real("h264.high444-322x242.sps");
    H264Parameters high444 = Objects.requireNonNull(H264Parameters.parse(full, 0, full.length));
    assertThat(high444.format().chroma()).isEqualTo(3);
    assertThat(high444.width()).isEqualTo(322);
    assertThat(high444.height()).isEqualTo(242);
    byte[] fields = Media.real("h264.interlaced-320x180.sps");
    H264Parameters interlaced =
        Objects.requireNonNull(H264Parameters.parse(fields, 0, fields.length));
    assertThat(interlaced.height()).isEqualTo(180);
  }

  @Test
  void leavesReorderingOpenWhereTheStreamDoes() {
    byte[] sps = Media.hex("4D401F F28283F2"); // Main, order type 0, 4 references, no VUI
    byte[] unit = Media.join(new byte[] {0x67}, sps);
    H264Parameters main = H264Parameters.parse(unit, 0, unit.length);
    assertThat(main).isNotNull();
    assertThat(main.reorderFrames()).isEqualTo(-1);
    assertThat(main.reordered()).isTrue();
  }

  @Test
  void readsProfileTierLevelAndReorderingOfH265() {
    byte[] sps = Media.real("h265.1280x720.sps");
    H265Parameters main = Objects.requireNonNull(H265Parameters.parse(sps, 0, sps.length));
    assertThat(main.profile().id()).isEqualTo(1);
    assertThat(main.profile().tier()).isZero();
    assertThat(main.profile().level()).isEqualTo(93);
    assertThat(main.profile().compatibility()).isEqualTo(0x60000000);
    assertThat(main.profile().constraints()).isEqualTo(0x900000000000L);
    assertThat(main.format()).isEqualTo(PictureFormat.EIGHT_BIT_420);
    assertThat(main.reorderPictures()).isEqualTo(2);
    assertThat(main.codecs()).isEqualTo("hvc1.1.6.L93.90");
  }

  @Test
  void readsTheSequenceHeaderOfAv1() {
    byte[] sequence = Media.real("av1.1280x720.sequence");
    Av1Parameters main = Objects.requireNonNull(Av1Parameters.parse(sequence, 1, sequence.length));
    assertThat(main.profile()).isZero();
    assertThat(main.level()).isEqualTo(5);
    assertThat(main.color().bitDepth()).isEqualTo(8);
    assertThat(main.color().subsamplingX()).isTrue();
    assertThat(main.color().subsamplingY()).isTrue();
    assertThat(main.codecs()).isEqualTo("av01.0.05M.08");
  }

  @Test
  void readsTheHeaderOfVp9() {
    Vp9Parameters vp9 = Objects.requireNonNull(Vp9Parameters.of(Media.real("vp9.1280x720.key")));
    assertThat(vp9.codecs()).isEqualTo("vp09.00.31.08");
    assertThat(vp9.vpcC()).isEqualTo(Media.hex("01000000 00 1F 82 02 02 02 0000"));
    assertThat(Vp9Parameters.of(Media.real("vp9.1280x720.delta"))).isNull();
    Vp9Parameters full =
        Objects.requireNonNull(Vp9Parameters.of(Media.real("vp9.profile1-320x240.key")));
    assertThat(full.profile()).isEqualTo(1);
    assertThat(full.subsampling()).isEqualTo(3);
  }

  @Test
  void writesAndReadsAvcC() {
    byte[] record = AvcC.of(Media.picture(Media.H264, 0, true, 50, new Random(1)).payload());
    assertThat(record)
        .isEqualTo(
            Media.hex(
                "01 64001F FF E1 001A 6764001facd9405005bb0110000003001000000303c0f1831960"
                    + "01 0006 68eae3cb22c0 FDF8F800"));
    AvcC read = Objects.requireNonNull(AvcC.parse(record, 0, record.length));
    assertThat(read.prefixBytes()).isEqualTo(4);
    assertThat(read.parameterSets()).isEqualTo(Media.h264Sets());
    assertThat(AvcC.of(Media.units(Media.hex("6588")))).isNull();
  }

  @Test
  void writesAndReadsHvcC() {
    byte[] record = HvcC.of(Media.picture(Media.H265, 0, true, 50, new Random(1)).payload());
    assertThat(Media.hex(Objects.requireNonNull(record)))
        .startsWith("0101600000009000000000005df000fcfdf8f800000f03a0000100")
        .endsWith("a2000100064401c073c189");
    HvcC read = Objects.requireNonNull(HvcC.parse(record, 0, record.length));
    assertThat(read.prefixBytes()).isEqualTo(4);
    assertThat(read.parameterSets()).isEqualTo(Media.h265Sets());
    assertThat(HvcC.of(Media.h264Sets())).isNull();
  }

  @Test
  void writesAndReadsAv1C() {
    byte[] unit = Media.picture(Media.AV1, 0, true, 50, new Random(1)).payload();
    byte[] record = Av1C.of(unit);
    assertThat(record).isEqualTo(Media.hex("81 05 0C 00 0A0B 0000002d4cffb3cdaf9004"));
    Av1C read = Objects.requireNonNull(Av1C.parse(record, 0, record.length));
    assertThat(read.obus()).isEqualTo(Media.hex("0A0B 0000002d4cffb3cdaf9004"));
    assertThat(Av1C.of(Media.obu(Obus.FRAME, Media.hex("3000")))).isNull();
  }

  @Test
  void leavesDelimitersOutOfTemporalUnits() {
    byte[] frame = Media.obu(Obus.FRAME, Media.hex("300102"));
    byte[] delimiter = Media.hex("1200");
    assertThat(Obus.withoutDelimiters(Media.join(delimiter, frame))).isEqualTo(frame);
    assertThat(Obus.withoutDelimiters(frame)).isSameAs(frame);
  }

  @Test
  void neverThrowsOnSpoiltParameterSets() {
    for (String name : new String[] {"h264.high.1280x720.sps", "h264.high444-322x242.sps"}) {
      Media.spoiled(
          Media.real(name),
          bad -> {
            H264Parameters read = H264Parameters.parse(bad, 0, bad.length);
            assertThat(read == null || read.width() > 0 && !read.codecs().isEmpty()).isTrue();
          });
    }
    Media.spoiled(
        Media.real("h265.1280x720.sps"),
        bad -> {
          H265Parameters read = H265Parameters.parse(bad, 0, bad.length);
          assertThat(read == null || read.width() > 0 && !read.codecs().isEmpty()).isTrue();
        });
    Media.spoiled(
        Media.real("vp9.1280x720.key"),
        bad -> {
          Vp9Parameters read = Vp9Parameters.of(bad);
          assertThat(read == null || read.vpcC().length == 12 && !read.codecs().isEmpty()).isTrue();
        });
    Media.spoiled(
        Media.real("vp8.1280x720.key"),
        bad -> {
          Vp8Parameters read = Vp8Parameters.of(bad);
          assertThat(read == null || read.width() >= 0).isTrue();
        });
  }

  @Test
  void neverThrowsOnSpoiltKeyFramesAndRecords() {
    byte[] h264 = Media.picture(Media.H264, 0, true, 10, new Random(1)).payload();
    byte[] h265 = Media.picture(Media.H265, 0, true, 10, new Random(1)).payload();
    byte[] av1 = Media.picture(Media.AV1, 0, true, 10, new Random(1)).payload();
    for (byte[] frame : new byte[][] {h264, h265, av1}) {
      Media.spoiled(
          frame,
          bad -> {
            byte[] avc = AvcC.of(bad);
            assertThat(avc == null || AvcC.parse(avc, 0, avc.length) != null).isTrue();
            byte[] hevc = HvcC.of(bad);
            assertThat(hevc == null || HvcC.parse(hevc, 0, hevc.length) != null).isTrue();
            byte[] obus = Av1C.of(bad);
            assertThat(obus == null || Av1C.parse(obus, 0, obus.length) != null).isTrue();
            assertThat(Obus.withoutDelimiters(bad).length).isLessThanOrEqualTo(bad.length);
          });
    }
    Media.spoiled(
        Objects.requireNonNull(AvcC.of(h264)),
        bad -> {
          AvcC read = AvcC.parse(bad, 0, bad.length);
          assertThat(read == null || read.parameterSets().length <= 2 * bad.length).isTrue();
        });
    Media.spoiled(
        Objects.requireNonNull(HvcC.of(h265)),
        bad -> {
          HvcC read = HvcC.parse(bad, 0, bad.length);
          assertThat(read == null || read.parameterSets().length <= 2 * bad.length).isTrue();
        });
  }
}
