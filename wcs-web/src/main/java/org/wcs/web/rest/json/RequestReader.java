package org.wcs.web.rest.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record from the JSON object of a request. A component may be a {@code String}, {@code
 * Boolean}, {@code boolean} (absent: false), {@code Integer}, {@code List<String>}, a {@link
 * JsonObject} or a {@link JsonValue} as it comes, or a record within. What is absent is null, or
 * refused where the component says {@link NotNull}. Thread-safe.
 */
public final class RequestReader {

  private static final JsonProvider JSON = JsonProvider.provider();

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private RequestReader() {}

  /**
   * Reads a body; an empty one is an empty object.
   *
   * @throws BadRequest if it is not one JSON object, or not what the record asks for
   */
  public static <T> T read(Class<T> type, byte[] body) throws BadRequest {
    return type.cast(fill(SHAPES.get(type), "", object(body)));
  }

  private static JsonObject object(byte[] body) throws BadRequest {
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(body))) {
      parser.next();
      JsonObject object = parser.getObject();
      if (parser.hasNext()) {
        throw new BadRequest("The body is more than a JSON object");
      }
      return object;
    } catch (RuntimeException | StackOverflowError unreadable) {
      // not only JsonException: Parsson 1.1 tells of deep nesting by a bare RuntimeException
      throw new BadRequest("The body is not a JSON object");
    }
  }

  private static Object fill(Shape shape, String path, JsonObject object) throws BadRequest {
    @Nullable Object[] values = new Object[shape.fields().size()];
    for (int index = 0; index < values.length; index++) {
      Field field = shape.fields().get(index);
      String key = path + field.name();
      Object value = value(field.type(), key, object.get(field.name()));
      if (value == null && field.required()) {
        throw new BadRequest(key + " is missing");
      }
      values[index] = value;
    }
    return shape.make(values);
  }

  private static @Nullable Object value(Type type, String key, @Nullable JsonValue value)
      throws BadRequest {
    if (type == String.class) {
      return Lenient.text(key, value);
    }
    if (type == Boolean.class) {
      return Lenient.flag(key, value);
    }
    if (type == boolean.class) {
      return Boolean.TRUE.equals(Lenient.flag(key, value));
    }
    if (type == Integer.class) {
      return Lenient.integer(key, value);
    }
    if (type == JsonValue.class) {
      return Lenient.absent(value) ? null : value;
    }
    if (type == JsonObject.class) {
      return Lenient.object(key, value);
    }
    if (type instanceof Class<?> within) {
      JsonObject object = Lenient.object(key, value);
      return object == null ? null : fill(SHAPES.get(within), key + ".", object);
    }
    return Lenient.texts(key, value);
  }

  /** One component of a record. */
  private record Field(String name, Type type, boolean required) {}

  /** What a record is made of. */
  private record Shape(Constructor<?> constructor, List<Field> fields) {

    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      if (components == null) {
        throw new IllegalArgumentException(type + " is no record");
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      List<Field> fields =
          Arrays.stream(components)
              .map(each -> new Field(each.getName(), each.getGenericType(), required(each)))
              .toList();
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return new Shape(constructor, fields);
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException("a record without its constructor", impossible);
      }
    }

    private static boolean required(RecordComponent component) {
      Method accessor = component.getAccessor();
      return accessor.isAnnotationPresent(NotNull.class);
    }

    Object make(@Nullable Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException bug) {
        throw new IllegalStateException("cannot make " + constructor, bug);
      }
    }
  }
}
