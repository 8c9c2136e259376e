package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamUrlTest {

  @Test
  void logsShowNeitherCredentialsNorParameters() {
    assertThat(StreamUrl.shown("rtmp://user:p@ss@host:1936/live?token=1/cam1?x=2"))
        .isEqualTo("rtmp://host:1936/live/cam1");
    assertThat(StreamUrl.shown("rtsp://admin:secret@10.0.0.5/h264?pw=secret"))
        .isEqualTo("rtsp://10.0.0.5/h264");
    assertThat(StreamUrl.shown("rtmp://host")).isEqualTo("rtmp://host");
    assertThat(StreamUrl.shown("cam?1")).isEqualTo("cam?1");
  }

  @Test
  void namesItsSchemeInLowerCase() {
    assertThat(StreamUrl.scheme("RTSP://host/a")).isEqualTo("rtsp");
    assertThat(StreamUrl.scheme("cam")).isEmpty();
    assertThat(StreamUrl.scheme("://cam")).isEmpty();
  }
}
