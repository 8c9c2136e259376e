package org.wcs.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the API says of itself. The build makes it of the resources; what holds for every call, that
 * it may be refused, is added here.
 */
final class Description {

  private static final String FILE = "/openapi/openapi.json";
  private static final JsonProvider JSON = JsonProvider.provider();

  /** The finished text, made when it is first asked for. */
  private static final class Holder {
    private static final byte[] OCTETS =
        refusable(read()).toString().getBytes(StandardCharsets.UTF_8);
  }

  private Description() {}

  static byte[] json() {
    return Holder.OCTETS.clone();
  }

  private static JsonObject read() {
    try (InputStream file = Description.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the build has not made " + FILE);
      }
      try (JsonReader reader = JSON.createReader(file)) {
        return reader.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to every call that it may be refused, and says of void calls no more than that. */
  static JsonObject refusable(JsonObject description) {
    JsonObjectBuilder paths = JSON.createObjectBuilder();
    description
        .getJsonObject("paths")
        .forEach(
            (path, calls) ->
                paths.add(path, each(calls.asJsonObject(), Description::refusableCall)));
    return JSON.createObjectBuilder(description).add("paths", paths).build();
  }

  private static JsonObject refusableCall(JsonObject call) {
    JsonObjectBuilder responses =
        JSON.createObjectBuilder(
            each(call.getJsonObject("responses"), Description::withoutEmptyContent));
    for (String refused : new String[] {"4XX", "5XX"}) {
      responses.add(
          refused, JSON.createObjectBuilder().add("$ref", "#/components/responses/Refused"));
    }
    return JSON.createObjectBuilder(call).add("responses", responses).build();
  }

  private static JsonObject withoutEmptyContent(JsonObject response) {
    JsonObject content = response.getJsonObject("content");
    boolean empty =
        content != null
            && values(content).allMatch(type -> !type.asJsonObject().containsKey("schema"));
    return empty
        ? JSON.createObjectBuilder(response)
            .remove("content")
            .add("description", "Done; the body is empty")
            .build()
        : response;
  }

  private static Stream<JsonValue> values(JsonObject object) {
    return object.values().stream();
  }

  private static JsonObject each(JsonObject object, UnaryOperator<JsonObject> change) {
    JsonObjectBuilder changed = JSON.createObjectBuilder();
    for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
      changed.add(entry.getKey(), change.apply(entry.getValue().asJsonObject()));
    }
    return changed.build();
  }
}
