package org.wcs.web.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.SessionEvent;
import org.wcs.ejb.service.StreamStatus;

class EventsTest {

  private static final StreamStatus.Media MEDIA =
      new StreamStatus.Media("opus", "VP8", 640, 480, true, false);

  private static final List<Event> ALL =
      List.of(
          new Event.Told(new SessionEvent.Ping()),
          new Event.Told(new SessionEvent.Answer("a", "v=0\r\n")),
          new Event.Told(new SessionEvent.Status(status(StreamStatus.State.PLAYING, ""))),
          new Event.Told(new SessionEvent.Notice("a", "audioMuted", null)),
          new Event.Told(
              new SessionEvent.VideoRate("a", true, new SessionEvent.Figures(1, 2, 3, 4, 5, 6, 7))),
          new Event.Told(new SessionEvent.Available("a", true, "")),
          new Event.Told(new SessionEvent.DataTaken("o", true, "")),
          new Event.Told(new SessionEvent.AppData("o", "{\"a\":[]}")),
          new Event.Told(new SessionEvent.Refused("StreamStatusEvent", "a", "no")),
          new Event.UserData("{}"),
          new Event.Version("5.2.0"),
          new Event.Fail("ErrorStatusEvent", "Unknown message \"x\"", null),
          new Event.CallFailed("c"),
          new Event.RoomFailed("ROOM_JOIN", "r", "i", "no"));

  private static StreamStatus status(StreamStatus.State state, String info) {
    return new StreamStatus("a", "s", false, state, info, 5, MEDIA);
  }

  private static JsonObject read(Event event) {
    String text = Events.write(event);
    assertThat(text).isNotNull();
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static JsonObject first(Event event) {
    return read(event).getJsonArray("data").getJsonObject(0);
  }

  @Test
  void alwaysHasDataAsAnArray() {
    for (Event event : ALL) {
      JsonObject frame = read(event);
      assertThat(frame.getString("message")).isNotBlank();
      assertThat(frame.get("data").getValueType()).isEqualTo(JsonValue.ValueType.ARRAY);
    }
  }

  @Test
  void writesPingWithAnEmptyArray() {
    assertThat(Events.write(new Event.Told(new SessionEvent.Ping())))
        .isEqualTo("{\"message\":\"ping\",\"data\":[]}");
  }

  @Test
  void writesTheAnswerAsThreeArguments() {
    assertThat(Events.write(new Event.Told(new SessionEvent.Answer("a", "v=0\r\n"))))
        .isEqualTo("{\"message\":\"setRemoteSDP\",\"data\":[\"a\",\"v=0\\r\\n\",true]}");
  }

  @Test
  void writesAStatusWithEverythingThatIsKnown() {
    JsonObject status =
        first(new Event.Told(new SessionEvent.Status(status(StreamStatus.State.PLAYING, ""))));
    assertThat(status.getString("status")).isEqualTo("PLAYING");
    assertThat(status.getString("mediaSessionId")).isEqualTo("a");
    assertThat(status.getBoolean("published")).isFalse();
    assertThat(status.getBoolean("hasVideo")).isTrue();
    assertThat(status.getString("videoCodec")).isEqualTo("VP8");
    assertThat(status.getInt("width")).isEqualTo(640);
    assertThat(status.getBoolean("record")).isFalse();
    assertThat(status.getInt("createDate")).isEqualTo(5);
    assertThat(status.getString("mediaProvider")).isEqualTo("WebRTC");
    assertThat(status.getJsonObject("audioState").getBoolean("muted")).isTrue();
    assertThat(status.containsKey("info")).isFalse();
  }

  @Test
  void writesWhyAStreamFailed() {
    JsonObject status =
        first(
            new Event.Told(
                new SessionEvent.Status(status(StreamStatus.State.FAILED, "Stream not found"))));
    assertThat(status.getString("status")).isEqualTo("FAILED");
    assertThat(status.getString("info")).isEqualTo("Stream not found");
  }

  @Test
  void writesTheStatusOfAvailableStreamAsAString() {
    JsonObject answer =
        first(new Event.Told(new SessionEvent.Available("a", false, "Stream not found")));
    assertThat(answer.getString("status")).isEqualTo("false");
    assertThat(answer.getString("id")).isEqualTo("a");
  }

  @Test
  void writesVideoRatesByDirection() {
    SessionEvent.Figures figures = new SessionEvent.Figures(300_000, 25, 1, 2, 3, 640, 480);
    JsonObject frame = read(new Event.Told(new SessionEvent.VideoRate("a", false, figures)));
    assertThat(frame.getString("message")).isEqualTo("outboundVideoRate");
    assertThat(frame.getJsonArray("data").getJsonObject(0).toString())
        .isEqualTo(
            "{\"mediaSessionId\":\"a\",\"videoRate\":300000,\"fps\":25,\"nack\":1,\"pli\":2,"
                + "\"lostPackets\":3,\"width\":640,\"height\":480}");
    assertThat(
            read(new Event.Told(new SessionEvent.VideoRate("a", true, figures)))
                .getString("message"))
        .isEqualTo("inboundVideoRate");
  }

  @Test
  void echoesTheIdOfARoomRequest() {
    JsonObject answer = first(new Event.RoomFailed("ROOM_JOIN", "r", "i", "no"));
    assertThat(answer.getString("type")).isEqualTo("OPERATION_FAILED");
    assertThat(answer.getString("internalMessageId")).isEqualTo("i");
  }

  @Test
  void finishesACallThatCannotBe() {
    assertThat(read(new Event.CallFailed("c")).getString("message")).isEqualTo("finish");
    assertThat(first(new Event.CallFailed("c")).getString("status")).isEqualTo("FAILED");
  }

  @Test
  void quotesEveryCharacterSoThatItComesBack() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("\ud83d\ude00");
    String back =
        Json.createReader(new StringReader("[" + Frame.quote(all.toString()) + "]"))
            .readArray()
            .getString(0);
    assertThat(back).isEqualTo(all.toString());
  }

  @Test
  void writesNoFrameForTheEnd() {
    assertThat(Events.write(new Event.Bye("over"))).isNull();
  }
}
