package org.wcs.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;

final class ViewTest {

  private static final Numbers.Flow VIDEO =
      new Numbers.Flow(
          119,
          new Numbers.Rate(1_000_000, 25),
          100,
          5_000,
          new Numbers.Loss(1, 2, 3, 4),
          1_583_463_093_448L,
          new Numbers.Pictures(5, 90, 5, 50));

  @Test
  void writesAStreamWithTheNamesOfTheWire() {
    JsonObject json = StreamObject.of(stream(VIDEO, "{\"room\":7}")).json();
    assertThat(json.keySet())
        .containsExactly(
            "appKey",
            "sessionId",
            "mediaSessionId",
            "name",
            "published",
            "hasVideo",
            "hasAudio",
            "status",
            "videoCodec",
            "record",
            "width",
            "height",
            "bitrate",
            "minBitrate",
            "maxBitrate",
            "quality",
            "parentMediaSessionId",
            "history",
            "gop",
            "fps",
            "audioBitrate",
            "codecImpl",
            "transport",
            "cvoExtension",
            "createDate",
            "mediaType",
            "audioState",
            "videoState",
            "mediaProvider",
            "custom");
    assertThat(json.getString("status")).isEqualTo("PUBLISHING");
    assertThat(json.getString("mediaType")).isEqualTo("publish");
    assertThat(json.getBoolean("hasVideo")).isTrue();
    assertThat(json.getBoolean("hasAudio")).isFalse();
    assertThat(json.getJsonObject("videoState").getBoolean("muted")).isTrue();
    assertThat(json.getJsonObject("custom").getInt("room")).isEqualTo(7);
    assertThat(json.getInt("maxBitrate")).isEqualTo(3);
    assertThat(json.getJsonNumber("createDate").longValue()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void writesNumbersByTheirNamesAndLeavesOutMediaThatIsNotThere() {
    JsonObject metrics =
        StreamObject.withMetrics(stream(VIDEO, null)).json().getJsonObject("metrics");
    assertThat(metrics.toString())
        .isEqualTo(
            "{\"VIDEO_CODEC\":119,\"VIDEO_WIDTH\":640,\"VIDEO_HEIGHT\":480,\"VIDEO_FPS\":25,"
                + "\"VIDEO_RATE\":1000000,\"VIDEO_GOP_SIZE\":50,\"VIDEO_K_FRAMES\":5,"
                + "\"VIDEO_P_FRAMES\":90,\"VIDEO_B_FRAMES\":5,\"VIDEO_SYNC\":1583463093448,"
                + "\"VIDEO_LOST\":1,\"VIDEO_NACK\":2,\"VIDEO_PLI\":3,"
                + "\"ROUND_TRIP\":40,\"SKIPPED\":7}");
    assertThat(StreamMetrics.of(stream(Numbers.Flow.NONE, null)).json().keySet())
        .containsExactly("ROUND_TRIP", "SKIPPED");
  }

  @Test
  void takesACustomObjectThatIsNoneForNothing() {
    assertThat(StreamObject.of(stream(VIDEO, "[1]")).custom()).isNull();
    assertThat(StreamObject.of(stream(VIDEO, "{broken")).custom()).isNull();
    assertThat(StreamObject.of(stream(VIDEO, "")).custom()).isNull();
  }

  @Test
  void writesAClientWithoutItsPasswordAndWithWhatTheServerKnowsBetter() {
    JsonObject told =
        Json.createObjectBuilder()
            .add("clientVersion", "2.0")
            .add("sipLogin", "1001")
            .add("sipPassword", "secret")
            .add("status", "made up")
            .build();
    LiveConnection client =
        new LiveConnection("/1:2/3:4", "app", "WebSocket", "1:2", "ESTABLISHED", 5, 2, told);
    JsonObject json = ConnectionObject.of(client).json();
    assertThat(json.toString()).doesNotContain("secret");
    assertThat(json.getString("status")).isEqualTo("ESTABLISHED");
    assertThat(json.getString("sipLogin")).isEqualTo("1001");
    assertThat(json.getInt("streams")).isEqualTo(2);
  }

  private static LiveStream stream(Numbers.Flow video, String custom) {
    return new LiveStream(
        new LiveStream.Owner("defaultApp", "session", "id", "parent", 1_700_000_000_000L),
        "cam",
        true,
        LiveStream.State.PUBLISHING,
        new LiveMedia(null, "H264", 640, 480, false, true),
        new LiveStream.Asked(
            true, 320, 240, 0, new LiveStream.Encoding(1, 2, 3, 4, 5, 6), null, custom),
        LiveStream.Way.of("WebRTC", "UDP", "10.0.0.1:5000"),
        new Numbers(Numbers.Flow.NONE, video, 40, 7));
  }
}
