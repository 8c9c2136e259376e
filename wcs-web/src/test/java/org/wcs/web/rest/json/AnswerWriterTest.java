package org.wcs.web.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.InjectStatus;

final class AnswerWriterTest {

  enum State {
    NEW
  }

  record Answer(
      String name,
      @JsonbProperty("VIDEO_RATE") long rate,
      boolean muted,
      int width,
      double share,
      State state,
      @Nullable String sdp,
      JsonValue custom) {}

  @Test
  void writesRecordsByTheNamesOfTheWireAndLeavesOutWhatIsNull() {
    Answer answer =
        new Answer("a\"b", 7L, true, 640, 0.5, State.NEW, null, JsonValue.EMPTY_JSON_OBJECT);

    assertThat(written(answer))
        .isEqualTo(
            "{\"name\":\"a\\\"b\",\"VIDEO_RATE\":7,\"muted\":true,\"width\":640,\"share\":0.5,"
                + "\"state\":\"NEW\",\"custom\":{}}");
  }

  @Test
  void writesListsAndMaps() {
    assertThat(written(List.of(new InjectStatus("here", "there"))))
        .isEqualTo("[{\"localStreamName\":\"here\",\"remoteStreamName\":\"there\"}]");
    assertThat(written(Map.of("ü", List.of()))).isEqualTo("{\"ü\":[]}");
    assertThat(written(List.of(Double.NaN))).isEqualTo("[null]");
  }

  @Test
  void whatIsNoJsonIsABug() {
    assertThatThrownBy(() -> written(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String written(Object answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AnswerWriter.write(answer, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
