package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamUrlTest {

  @Test
  void namesItsSchemeInLowerCase() {
    assertThat(StreamUrl.scheme("RTSP://host/a")).isEqualTo("rtsp");
    assertThat(StreamUrl.scheme("cam")).isEmpty();
    assertThat(StreamUrl.scheme("://cam")).isEmpty();
  }
}
