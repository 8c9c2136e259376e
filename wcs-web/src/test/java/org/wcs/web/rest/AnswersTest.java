package org.wcs.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.PushRequest;
import org.wcs.ejb.service.PushStatus;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.ejb.service.TranscoderOrder;
import org.wcs.ejb.service.TranscoderStatus;
import org.wcs.hls.HlsOriginSnapshot;
import org.wcs.web.rest.json.AnswerWriter;

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

    assertThat(written(Transponder.of(push)))
        .isEqualTo(
            "{\"mediaSessionId\":\"id\",\"streamName\":\"rtmp_cam\","
                + "\"rtmpUrl\":\"rtmp://host/live\",\"width\":640,\"height\":360,"
                + "\"muted\":true,\"soundEnabled\":false,\"options\":{\"action\":\"mute\"}}");
  }

  @Test
  void aPullHasTheFieldsOfAnAgent() {
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

    assertThat(written(Agent.pull(pull)))
        .isEqualTo(
            "{\"localMediaSessionId\":\"id\",\"localStreamName\":\"local\","
                + "\"uri\":\"rtmp://host/live/cam\",\"status\":\"PROCESSED_REMOTE\","
                + "\"hasAudio\":true,\"hasVideo\":false,\"record\":false}");
  }

  @Test
  void aCameraThatSendsIsSaidToPlay() {
    String uri = "rtsp://user:pw@camera/1";
    PullStatus sends =
        new PullStatus("id", uri, uri, PullStatus.State.PROCESSED_REMOTE, true, true, false, "");
    PullStatus dials =
        new PullStatus("id", uri, uri, PullStatus.State.PENDING, false, false, false, "");

    assertThat(Agent.camera(sends).status()).isEqualTo("PLAYING");
    assertThat(Agent.camera(dials).status()).isEqualTo("PENDING");
    assertThat(Agent.camera(dials).uri()).isEqualTo(uri);
  }

  @Test
  void aTranscoderTellsItsEncoderAsItWasSent() {
    TranscoderStatus transcoder =
        new TranscoderStatus(
            "id",
            "small",
            "studio",
            "transcoder2://small",
            TranscoderStatus.State.PROCESSED_LOCAL,
            true,
            true,
            new TranscoderOrder.Encoder(
                new TranscoderOrder.Video("H264", 320, 180, 0, 15, 300),
                TranscoderOrder.Audio.AS_IT_IS,
                null,
                null));

    assertThat(written(TranscoderObject.of(transcoder)))
        .isEqualTo(
            "{\"localMediaSessionId\":\"id\",\"localStreamName\":\"small\","
                + "\"remoteStreamName\":\"studio\",\"uri\":\"transcoder2://small\","
                + "\"status\":\"PROCESSED_LOCAL\",\"hasAudio\":true,\"hasVideo\":true,"
                + "\"record\":false,\"encoder\":{\"videoCodec\":\"H264\",\"width\":320,"
                + "\"height\":180,\"fps\":15,\"bitrate\":300}}");
  }

  @Test
  void aStreamThatIsCutTellsHowFarItIs() {
    HlsOriginSnapshot begun = new HlsOriginSnapshot("cam", "ts", 2, 0, -1, 0, 0, false);
    HlsOriginSnapshot cut = new HlsOriginSnapshot("cam", "fmp4", 0, 0, 3, 4, 0, false);

    assertThat(written(HlsResource.HlsAgent.of(begun)))
        .isEqualTo(
            "{\"handler\":\"ts\",\"state\":\"ACTIVE\",\"writer\":\"HLS-cam\","
                + "\"streamStatus\":\"PLAYING\",\"writerStarted\":\"false\",\"viewers\":2,"
                + "\"logs\":[]}");
    assertThat(HlsResource.HlsAgent.of(cut).writerStarted()).isEqualTo("true");
  }

  @Test
  void nothingFoundIsARefusal() throws RequestRefusedException {
    assertThat(Answers.found(List.of(1), "Agent not found")).containsExactly(1);
    assertThatThrownBy(() -> Answers.found(List.of(), "Agent not found"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("Agent not found");
  }

  @Test
  void aRefusalTellsWhatAndWhere() {
    assertThat(
            written(
                Failure.of(Kind.NOT_FOUND).told("Stream not found", "/rest-api/push/startup", 7)))
        .isEqualTo(
            "{\"exception\":\"NotFoundException\","
                + "\"reason\":\"NotFoundException, Not Found, Stream not found\","
                + "\"path\":\"/rest-api/push/startup\",\"error\":\"Not Found\","
                + "\"message\":\"Stream not found\",\"timestamp\":7,\"status\":404}");
    assertThat(Failure.of(Kind.MALFORMED).status()).isEqualTo(400);
    assertThat(Failure.of(Kind.CONFLICT).status()).isEqualTo(409);
    assertThat(Failure.of(Kind.FAILED).status()).isEqualTo(500);
    assertThat(Failure.of(405).exception()).isEqualTo("MethodNotAllowedException");
    assertThat(Failure.LATER.phrase()).isEqualTo("Not Implemented");
  }

  private static String written(Object answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnswerWriter.write(answer, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
