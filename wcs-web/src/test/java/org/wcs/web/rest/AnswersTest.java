package org.wcs.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.PushRequest;
import org.wcs.ejb.service.PushStatus;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;

final class AnswersTest {

  @Test
  void aPushHasTheFieldsOfATransponder() {
    PushStatus push =
        new PushStatus(
            "id",
            "cam",
            "rtmp_cam",
            "rtmp://host/live",
            640,
            360,
            new PushStatus.Sound(true, false),
            new PushRequest.Options("mute", ""));

    assertThat(Answers.push(push))
        .hasToString(
            "{\"mediaSessionId\":\"id\",\"streamName\":\"rtmp_cam\","
                + "\"rtmpUrl\":\"rtmp://host/live\",\"width\":640,\"height\":360,"
                + "\"muted\":true,\"soundEnabled\":false,\"options\":{\"action\":\"mute\"}}");
  }

  @Test
  void aPullHasTheFieldsOfAnAgent() throws RequestRefusedException {
    PullStatus pull =
        new PullStatus(
            "id",
            "local",
            "rtmp://host/live/cam",
            PullStatus.State.PROCESSED_REMOTE,
            true,
            false,
            false,
            "");

    assertThat(Answers.pulls(List.of(pull)))
        .hasToString(
            "[{\"localMediaSessionId\":\"id\",\"localStreamName\":\"local\","
                + "\"uri\":\"rtmp://host/live/cam\",\"status\":\"PROCESSED_REMOTE\","
                + "\"hasAudio\":true,\"hasVideo\":false,\"record\":false}]");
  }

  @Test
  void aCameraThatSendsIsSaidToPlay() throws RequestRefusedException {
    String uri = "rtsp://user:pw@camera/1";
    PullStatus sends =
        new PullStatus("id", uri, uri, PullStatus.State.PROCESSED_REMOTE, true, true, false, "");
    PullStatus dials =
        new PullStatus("id", uri, uri, PullStatus.State.PENDING, false, false, false, "");

    assertThat(Answers.cameras(List.of(sends, dials)))
        .hasToString(
            "[{\"localMediaSessionId\":\"id\",\"localStreamName\":\"rtsp://user:pw@camera/1\","
                + "\"uri\":\"rtsp://user:pw@camera/1\",\"status\":\"PLAYING\","
                + "\"hasAudio\":true,\"hasVideo\":true,\"record\":false},"
                + "{\"localMediaSessionId\":\"id\",\"localStreamName\":\"rtsp://user:pw@camera/1\","
                + "\"uri\":\"rtsp://user:pw@camera/1\",\"status\":\"PENDING\","
                + "\"hasAudio\":false,\"hasVideo\":false,\"record\":false}]");
  }

  @Test
  void nothingFoundIsARefusal() {
    assertThatThrownBy(() -> Answers.pulls(List.of()))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("Agent not found");
    assertThatThrownBy(() -> Answers.cameras(List.of()))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("RTSP not found");
    assertThatThrownBy(() -> Answers.pushes(List.of()))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("Transponder not found");
  }

  @Test
  void aRefusalTellsWhatAndWhere() {
    assertThat(Failure.of(Kind.NOT_FOUND).json("Stream not found", "/rest-api/push/startup", 7))
        .hasToString(
            "{\"exception\":\"NotFoundException\","
                + "\"reason\":\"NotFoundException, Not Found, Stream not found\","
                + "\"path\":\"/rest-api/push/startup\",\"error\":\"Not Found\","
                + "\"message\":\"Stream not found\",\"timestamp\":7,\"status\":404}");
    assertThat(Failure.of(Kind.MALFORMED).status()).isEqualTo(400);
    assertThat(Failure.of(Kind.CONFLICT).status()).isEqualTo(409);
    assertThat(Failure.of(Kind.FAILED).status()).isEqualTo(500);
  }
}
