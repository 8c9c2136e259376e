package org.wcs.ejb.hook;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;

/** Makes sense of the answer of a backend. Without state. */
final class BackendAnswer {

  private static final int OK = 200;
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;
  private static final int MAX_INFO = 512;
  private static final Set<String> CUSTOM_REASON = Set.of("status", "reason");
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private BackendAnswer() {}

  /**
   * What an answer means.
   *
   * @param body of the answer, null if it is larger than what is read
   */
  static Outcome read(int status, @Nullable String phrase, byte @Nullable [] body) {
    JsonObject object = body == null ? null : object(body);
    if (status == OK) {
      return object == null ? Outcome.Fault.GARBAGE.failed() : new Outcome.Answered(object);
    }
    String info = object == null ? null : customReason(status, object);
    return new Outcome.Failed(
        status, info == null ? phrase(status, phrase) : info, Outcome.Fault.STATUS);
  }

  private static @Nullable JsonObject object(byte[] body) {
    try (JsonParser parser =
        PARSERS.createParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
      if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
        return null;
      }
      JsonObject object = parser.getObject();
      return parser.hasNext() ? null : object;
    } catch (RuntimeException e) {
      return null; // no JSON, or deeper than the parser goes, which has no exception of its own
    }
  }

  /** A body of exactly the status and a reason says what the client is told. */
  private static @Nullable String customReason(int status, JsonObject body) {
    boolean refusal = status >= CLIENT_ERRORS && status < SERVER_ERRORS;
    return refusal
            && body.keySet().equals(CUSTOM_REASON)
            && body.get("status") instanceof JsonNumber number
            && number.isIntegral()
            && number.intValue() == status
            && body.get("reason") instanceof JsonString reason
        ? shown(reason.getString())
        : null;
  }

  private static String phrase(int status, @Nullable String phrase) {
    if (phrase != null && !phrase.isBlank()) {
      return shown(phrase);
    }
    String usual =
        status >= 100 && status < 600
            ? EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null)
            : null;
    return usual == null ? "Status " + status : usual;
  }

  private static String shown(String text) {
    String cut = text.length() > MAX_INFO ? text.substring(0, MAX_INFO) : text;
    return cut.replaceAll("\\p{Cntrl}", " ");
  }
}
