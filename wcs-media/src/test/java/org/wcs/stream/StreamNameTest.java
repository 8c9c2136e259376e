package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamNameTest {

  @Test
  void logsShowNeitherCredentialsNorParameters() {
    assertThat(StreamName.shown("rtmp://user:p@ss@host:1936/live?token=1/cam1?x=2"))
        .isEqualTo("rtmp://host:1936/live/cam1");
    assertThat(StreamName.shown("rtsp://admin:secret@10.0.0.5/h264?pw=secret"))
        .isEqualTo("rtsp://10.0.0.5/h264");
    assertThat(StreamName.shown("rtmp://host")).isEqualTo("rtmp://host");
    assertThat(StreamName.shown("cam?1")).isEqualTo("cam?1");
  }
}
