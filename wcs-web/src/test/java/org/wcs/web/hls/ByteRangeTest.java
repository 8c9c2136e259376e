package org.wcs.web.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteRangeTest {

  @Test
  void readsTheThreeFormsOfASingleRange() {
    assertThat(ByteRange.parse("bytes=0-99", 1_000)).isEqualTo(new ByteRange(0, 100));
    assertThat(ByteRange.parse("bytes=900-", 1_000)).isEqualTo(new ByteRange(900, 100));
    assertThat(ByteRange.parse("bytes=-100", 1_000)).isEqualTo(new ByteRange(900, 100));
  }

  @Test
  void cutsARangeToTheBody() {
    assertThat(ByteRange.parse("bytes=900-5000", 1_000)).isEqualTo(new ByteRange(900, 100));
    assertThat(ByteRange.parse("bytes=-5000", 1_000)).isEqualTo(new ByteRange(0, 1_000));
    assertThat(ByteRange.parse("bytes=0-999999999999999999", 10)).isEqualTo(new ByteRange(0, 10));
  }

  @Test
  void tellsARangeBeyondTheBody() {
    assertThat(ByteRange.parse("bytes=1000-", 1_000)).extracting(ByteRange::length).isEqualTo(0L);
    assertThat(ByteRange.parse("bytes=-0", 1_000)).extracting(ByteRange::length).isEqualTo(0L);
    assertThat(ByteRange.parse("bytes=0-0", 0)).extracting(ByteRange::length).isEqualTo(0L);
    assertThat(new ByteRange(1_000, 0).contentRange(1_000)).isEqualTo("bytes */1000");
  }

  @Test
  void ignoresWhatItDoesNotUnderstand() {
    for (String header :
        new String[] {
          "",
          "bytes",
          "bytes=",
          "bytes=-",
          "bytes=a-b",
          "bytes=5-1",
          "bytes=0-1,3-4",
          "items=0-1",
          "bytes=9999999999999999999-"
        }) {
      assertThat(ByteRange.parse(header, 1_000)).as(header).isNull();
    }
    assertThat(ByteRange.parse(null, 1_000)).isNull();
  }

  @Test
  void saysWhichPartItIs() {
    assertThat(new ByteRange(900, 100).contentRange(1_000)).isEqualTo("bytes 900-999/1000");
  }
}
