package org.wcs.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InitSegmentTest {

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] init(SampleEntry entry, int timescale) {
    return InitSegment.of(List.of(new Mp4Track(1, timescale, entry)));
  }

  @Test
  void describesPictures() {
    byte[] avcC = {1, 100, 0, 13};
    byte[] init = init(SampleEntry.Visual.avc1(avcC, 320, 240), 90_000);
    assertThat(BoxReader.box(init, "moov/trak/mdia/mdhd").getInt(12)).isEqualTo(90_000);
    ByteBuffer tkhd = BoxReader.box(init, "moov/trak/tkhd");
    assertThat(tkhd.getInt(76)).isEqualTo(320 << 16);
    assertThat(tkhd.getInt(80)).isEqualTo(240 << 16);
    assertThat(tkhd.limit()).isEqualTo(84);
    ByteBuffer stsd = BoxReader.box(init, "moov/trak/mdia/minf/stbl/stsd");
    assertThat(hex(stsd.array()))
        .contains("61766331")
        .endsWith("0000000c" + "61766343" + hex(avcC));
    assertThat(stsd.getInt(8)).isEqualTo(86 + 12);
    assertThat(BoxReader.box(init, "moov/mvex/trex").getInt(4)).isEqualTo(1);
  }

  @Test
  void namesTheEntriesOfAllCodecs() {
    byte[] record = {1};
    assertThat(hex(init(SampleEntry.Visual.hvc1(record, 2, 2), 1)))
        .contains("68766331", "68766343");
    assertThat(hex(init(SampleEntry.Visual.av01(record, 2, 2), 1)))
        .contains("61763031", "61763143");
    assertThat(hex(init(SampleEntry.Visual.vp09(record, 2, 2), 1)))
        .contains("76703039", "76706343");
    assertThat(hex(init(new SampleEntry.Opus(2, 312), 48_000)))
        .contains("4f707573")
        .contains("644f7073" + "00" + "02" + "0138" + "0000bb80" + "0000" + "00");
  }

  @Test
  void describesSound() {
    assertThat(hex(init(new SampleEntry.Aac(2, 48_000, 2), 48_000)))
        .contains("0502" + "1190")
        .contains("6d703461");
    assertThat(hex(init(new SampleEntry.Aac(5, 22_050, 2), 22_050))).contains("0504" + "2b920800");
  }

  @Test
  void refusesWhatNoPlayerCouldShow() {
    assertThatThrownBy(() -> SampleEntry.Visual.avc1(new byte[1], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mp4Track(0, 1, new SampleEntry.Aac(2, 48_000, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
