package org.wcs.flv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.unit.Codec;

class FlvMetadataTest {
  private static final FlvMetadata WHOLE =
      new FlvMetadata(1280, 720, 29.97, 2_500_000, 128_000, 48_000, 2, "WCS");

  @Test
  void readsWhatItWrote() {
    AmfValue value = WHOLE.toAmf(new Codec.H264(0, 1), new Codec.Aac(2, 48_000, 2));
    assertThat(FlvMetadata.read(value)).isEqualTo(WHOLE);
    assertThat(value.get("videocodecid")).isEqualTo(AmfValue.of(7));
    assertThat(value.get("audiocodecid")).isEqualTo(AmfValue.of(10));
    assertThat(value.get("stereo")).isEqualTo(AmfValue.of(true));
  }

  @Test
  void tellsCodecsOfEnhancedRtmpByTheirFourCharacters() {
    AmfValue value = WHOLE.toAmf(new Codec.H265(1, 0, 93), new Codec.Opus(true, false));
    assertThat(value.get("videocodecid")).isEqualTo(AmfValue.of(0x68766331));
    assertThat(value.get("audiocodecid")).isEqualTo(AmfValue.of(0x4F707573));
  }

  @Test
  void leavesOutTheMediaThatIsNotThere() {
    AmfValue value = WHOLE.toAmf(null, new Codec.Pcmu());
    assertThat(value.get("width")).isSameAs(AmfValue.UNDEFINED);
    assertThat(value.get("audiocodecid")).isEqualTo(AmfValue.of(8));
    assertThat(FlvMetadata.NONE.toAmf(null, null).members()).containsOnlyKeys("duration");
  }

  @Test
  void readsNumbersThatComeAsText() {
    FlvMetadata read =
        FlvMetadata.read(AmfValue.object("width", "640", "height", "many", "framerate", "25"));
    assertThat(read.width()).isEqualTo(640);
    assertThat(read.height()).isZero();
    assertThat(read.framesPerSecond()).isEqualTo(25);
  }

  @Test
  void takesWhatIsAbsurdForAbsent() {
    FlvMetadata read =
        FlvMetadata.read(
            AmfValue.object(
                "width",
                1e300,
                "height",
                -1,
                "framerate",
                Double.NaN,
                "videodatarate",
                1e18,
                "stereo",
                true,
                "encoder",
                "x".repeat(5000)));
    assertThat(read).isEqualTo(new FlvMetadata(0, 0, 0, 0, 0, 0, 2, "x".repeat(200)));
    assertThat(FlvMetadata.read(AmfValue.NULL)).isEqualTo(FlvMetadata.NONE);
  }
}
