package org.wcs.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wcs.rtsp.wire.RtspUrl;

/** The players fetch what the bench's own cameras send. */
class LoadTest {

  /** Takes no packets: a camera is a server with a stream of its own for every player. */
  private static final int NOWHERE = 9;

  @Test
  void playsWhatCamerasSend() throws IOException {
    StreamPattern pattern = new StreamPattern(300_000);
    try (Cameras cameras = new Cameras(pattern)) {
      RtspUrl url = Objects.requireNonNull(RtspUrl.parse(cameras.url(0)));
      try (LoadLoop loop = new LoadLoop(url, NOWHERE, pattern, false)) {
        loop.join();
        loop.join();
        Window.await(() -> loop.leastReceived() > 50_000, "nothing comes");
        Window.await(() -> loop.delays().samples() > 10, "no picture tells when it was made");
        assertThat(cameras.playing()).isEqualTo(2);
        assertThat(cameras.sent()).isGreaterThanOrEqualTo(100_000);
        loop.part();
        Window.await(() -> cameras.playing() == 0, "the cameras go on");
        assertThat(cameras.sent()).isGreaterThanOrEqualTo(100_000);
      }
    }
  }

  @Test
  void tellsWhatAServerRefuses() throws IOException {
    StreamPattern pattern = new StreamPattern(300_000);
    try (Cameras cameras = new Cameras(pattern)) {
      RtspUrl url = Objects.requireNonNull(RtspUrl.parse(cameras.url(0)));
      try (LoadLoop loop = new LoadLoop(url, NOWHERE, pattern, true)) {
        loop.join();
        assertThatThrownBy(() -> Window.await(() -> loop.received() > 0, "nothing comes"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("SETUP was answered 461");
      }
    }
  }

  @Test
  void findsTheControlOfEachMedium() {
    assertThat(
            Player.controls(
                "v=0\r\na=control:*\r\nm=video 0 RTP/AVP 96\r\na=control:trackID=0\r\n"
                    + "m=audio 0 RTP/AVP 8\na=control: rtsp://h/a \n"))
        .containsExactly("trackID=0", "rtsp://h/a");
    assertThat(Player.controls("v=0\r\na=control:*\r\n")).isEmpty();
  }
}
