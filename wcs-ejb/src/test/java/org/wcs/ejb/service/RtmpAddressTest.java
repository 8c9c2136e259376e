package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RtmpAddressTest {

  @Test
  void takesTheLastPartForTheStream() {
    assertThat(RtmpAddress.ofStream("rtmp://host/live/cam1"))
        .isEqualTo(new RtmpAddress("rtmp://host/live", "cam1"));
    assertThat(RtmpAddress.ofStream("rtmp://user:p@ss@host:1936/app/instance/cam1"))
        .isEqualTo(new RtmpAddress("rtmp://user:p@ss@host:1936/app/instance", "cam1"));
    assertThat(RtmpAddress.ofStream("RTMPS://[::1]:443/live/cam1"))
        .isEqualTo(new RtmpAddress("RTMPS://[::1]:443/live", "cam1"));
  }

  @Test
  void keepsParametersWithWhatTheyFollow() {
    assertThat(RtmpAddress.ofStream("rtmp://host/live/cam1?sign=a/b+c"))
        .isEqualTo(new RtmpAddress("rtmp://host/live", "cam1?sign=a/b+c"));
    assertThat(RtmpAddress.ofStream("rtmp://host/live?token=1/cam1?x=2/3"))
        .isEqualTo(new RtmpAddress("rtmp://host/live?token=1", "cam1?x=2/3"));
  }

  @Test
  void knowsUrlsWithoutAStream() {
    assertThat(RtmpAddress.ofStream("rtmp://host/live")).isNull();
    assertThat(RtmpAddress.ofStream("rtmp://host/live/")).isNull();
    assertThat(RtmpAddress.ofStream("rtmp://host/live/?a=b")).isNull();
    assertThat(RtmpAddress.ofStream("rtmp://host/live?a=b")).isNull();
    assertThat(RtmpAddress.ofStream("rtmp://host//")).isNull();
  }

  @Test
  void putsAStreamBehindAnApplication() {
    assertThat(RtmpAddress.ofServer("rtmp://host/live", "rtmp_a"))
        .isEqualTo(new RtmpAddress("rtmp://host/live", "rtmp_a"));
    assertThat(RtmpAddress.ofServer("rtmp://host/live/", "rtmp_a"))
        .isEqualTo(new RtmpAddress("rtmp://host/live", "rtmp_a"));
  }

  @Test
  void refusesWhatIsNoRtmpUrl() {
    for (String url :
        new String[] {
          "",
          "rtmp",
          "rtmp://",
          "rtmp:///live/a",
          "rtmp://host",
          "rtmp://host/",
          "http://host/live/a",
          "rtmp://ho st/live/a",
          "rtmp://host/live/a\r\nb",
          "rtmp://host:0/live/a",
          "rtmp://host:65536/live/a",
          "rtmp://host:1935x/live/a",
          "rtmp://host:/live/a",
          "rtmp://[::1/live/a",
          "rtmp://" + "h".repeat(3_000) + "/live/a"
        }) {
      assertThat(RtmpAddress.ofStream(url)).as(url).isNull();
      assertThat(RtmpAddress.ofServer(url, "x")).as(url).isNull();
    }
  }

  @Test
  void survivesEveryTruncationOfAUrl() {
    String url = "rtmps://user:pw@host:1935/app?a=b/name?c=d/e";
    for (int length = 0; length <= url.length(); length++) {
      RtmpAddress address = RtmpAddress.ofStream(url.substring(0, length));
      if (address != null) {
        assertThat(address.url()).isEqualTo(url.substring(0, length));
      }
    }
  }
}
