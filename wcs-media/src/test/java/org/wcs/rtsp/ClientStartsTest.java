package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.rtsp.wire.RtpInfo;
import org.wcs.stream.Timeline;
import org.wcs.unit.Codec;

/** What cameras say about the timestamps they begin with, and what becomes of it. */
final class ClientStartsTest {

  private static final List<String> MEDIA =
      List.of("rtsp://camera/live/trackID=1?x=1", "rtsp://camera/live/trackID=2?x=1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url=rtsp://camera/live/trackID=1?x=1;seq=1;rtptime=10,"
            + "url=rtsp://camera/live/trackID=2?x=1;seq=2;rtptime=20 | 10 | 20",
        "url=rtsp://camera/live/trackID=2?x=1;rtptime=20,"
            + "url=rtsp://camera/live/trackID=1?x=1;rtptime=10 | 10 | 20",
        "url=rtsp://192.168.1.9:554/live/trackID=2?x=1/;rtptime=20,"
            + "url=rtsp://192.168.1.9:554/live/trackID=1?x=1;rtptime=10 | 10 | 20",
        "url=trackID=2?x=1;rtptime=20,url=trackID=1?x=1;rtptime=10 | 10 | 20",
        "url=/live/trackID=2?x=1;rtptime=20 | -1 | 20",
        "url=rtsp://camera/live/trackID=1?x=1;seq=1,"
            + "url=rtsp://camera/live/trackID=2?x=1;rtptime=20 | -1 | 20",
        "seq=1;rtptime=10,seq=2;rtptime=20 | 10 | 20",
        "url=rtsp://camera/a;rtptime=10,url=rtsp://camera/b;rtptime=20 | 10 | 20",
        "url=rtsp://camera;rtptime=10,url=;rtptime=20 | 10 | 20",
        "url=rtsp://camera/live;rtptime=10 | -1 | -1",
        "url=trackID=2?x=1;rtptime=4294967295,url=trackID=9;rtptime=-1 | 4294967295 | 4294967295",
        "url=trackID=1?x=1;rtptime=now,url=trackID=2?x=1;rtptime=99999999999 | -1 | -1",
        "'' | -1 | -1",
      })
  void mediaAreFoundByWhateverNamesThem(String info, long video, long audio) {
    ClientStarts starts = ClientStarts.of(RtpInfo.parse(info), MEDIA);
    assertThat(IntStream.range(0, 3).mapToObj(starts::timestamp))
        .containsExactly(video, audio, ClientStarts.UNTOLD);
  }

  @Test
  void pictureAndSoundAreTiedTogetherBeforeAnyReport() {
    assertThat(offsetMillis(1_800, 1_800 / 90 * 8 + 1_600)).isCloseTo(200, within(25.0));
  }

  @Test
  void anAbsurdAnswerIsOfNoUse() {
    assertThat(offsetMillis(1_800, 3_000_000_000L)).isCloseTo(0, within(25.0));
  }

  /** How much earlier sound is than pictures that arrive with it. */
  private static double offsetMillis(long video, long audio) {
    ClientStage stage = new ClientStage();
    stage.camera.on(
        "PLAY",
        (request, line) ->
            FakeCamera.status(
                200,
                "Session",
                stage.camera.session,
                "RTP-Info",
                "url=trackID=2;seq=1;rtptime=" + audio + ",url=trackID=1;rtptime=" + video));
    stage.flowing(false);
    Timeline shown = new Timeline(stage.stream().track(Codec.Kind.VIDEO).orElseThrow());
    Timeline heard = new Timeline(stage.stream().track(Codec.Kind.AUDIO).orElseThrow());
    return (shown.nanos(90_000) - heard.nanos(8_000)) / 1e6;
  }
}
