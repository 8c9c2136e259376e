package org.wcs.web.rest.json;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.view.ConnectionObject;
import org.wcs.ejb.view.StreamObject;

/**
 * Writes records, lists, maps and plain values as JSON. A component of a record has the name of its
 * {@link JsonbProperty}, else its own; what is null is left out. Streams and connections know
 * themselves how they look. Thread-safe.
 */
public final class AnswerWriter {

  private static final JsonProvider JSON = JsonProvider.provider();

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
        }
      };

  private AnswerWriter() {}

  /** Writes an answer in UTF-8 and leaves the stream open. */
  public static void write(Object answer, OutputStream out) {
    try (JsonGenerator generator = JSON.createGenerator(new Unclosed(out))) {
      value(answer, generator);
    }
  }

  private static void value(@Nullable Object value, JsonGenerator generator) {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.write(text);
      case Boolean flag -> generator.write(flag);
      case Integer number -> generator.write(number);
      case Long number -> generator.write(number);
      case Double number when Double.isFinite(number) -> generator.write(number);
      case Double ignored -> generator.writeNull();
      case Enum<?> name -> generator.write(name.name());
      case JsonValue json -> generator.write(json);
      case List<?> list -> {
        generator.writeStartArray();
        list.forEach(each -> value(each, generator));
        generator.writeEnd();
      }
      case Map<?, ?> map -> {
        generator.writeStartObject();
        map.forEach((key, each) -> field(String.valueOf(key), each, generator));
        generator.writeEnd();
      }
      case StreamObject stream -> generator.write(stream.json());
      case ConnectionObject connection -> generator.write(connection.json());
      case Record fields -> {
        generator.writeStartObject();
        FIELDS.get(fields.getClass()).forEach(f -> field(f.name(), f.of(fields), generator));
        generator.writeEnd();
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static void field(String name, @Nullable Object value, JsonGenerator generator) {
    if (value != null) {
      generator.writeKey(name);
      value(value, generator);
    }
  }

  /** One component of a record. */
  private record Field(String name, Method accessor) {

    static Field of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      JsonbProperty named = accessor.getAnnotation(JsonbProperty.class);
      boolean own = named == null || named.value().isEmpty();
      return new Field(own ? component.getName() : named.value(), accessor);
    }

    @Nullable Object of(Record fields) {
      try {
        return accessor.invoke(fields);
      } catch (ReflectiveOperationException bug) {
        throw new IllegalStateException("cannot read " + accessor, bug);
      }
    }
  }
}
