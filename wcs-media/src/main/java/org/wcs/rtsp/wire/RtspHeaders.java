package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message's head in their order (RFC 2326 section 12). Immutable.
 *
 * <p>Names are compared in any case. No value can hold a line end or a NUL, so that nothing that
 * somebody wrote becomes a field of its own.
 */
public final class RtspHeaders {

  /** No fields. */
  public static final RtspHeaders NONE = new RtspHeaders(List.of());

  /**
   * One field.
   *
   * @param name a token
   * @param value one line
   */
  public record Field(String name, String value) {
    public Field {
      if (!Grammar.token(name) || !Grammar.line(value)) {
        throw new IllegalArgumentException("a header with characters that cannot be sent");
      }
    }
  }

  private final List<Field> fields;

  private RtspHeaders(List<Field> fields) {
    this.fields = fields;
  }

  /** Names and values in turn. */
  public static RtspHeaders of(String... namesAndValues) {
    Builder builder = builder();
    for (int at = 0; at + 1 < namesAndValues.length; at += 2) {
      builder.add(namesAndValues[at], namesAndValues[at + 1]);
    }
    return builder.build();
  }

  /** Begins without fields. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether a value may stand in a field; others make {@link Builder#add} throw. */
  public static boolean allowed(String value) {
    return Grammar.line(value);
  }

  /** The value of the first field of that name; null if there is none. */
  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return List.copyOf(values);
  }

  /** The first field of that name as a number of digits; {@code otherwise} if it is none. */
  public long number(String name, long otherwise) {
    String value = first(name);
    long number = value == null ? -1 : Grammar.number(value.strip(), Long.MAX_VALUE);
    return number < 0 ? otherwise : number;
  }

  /** Whether a list of words, such as that of {@code Public}, holds the word in any case. */
  public boolean lists(String name, String word) {
    for (String value : all(name)) {
      for (String item : value.split(",", -1)) {
        if (item.strip().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** All fields in their order. */
  public List<Field> fields() {
    return fields;
  }

  /** The same with more to come. */
  public Builder with() {
    Builder builder = new Builder();
    builder.fields.addAll(fields);
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RtspHeaders headers && fields.equals(headers.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Names alone: values may be secrets. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }

  /** Gathers fields. */
  public static final class Builder {
    private final List<Field> fields = new ArrayList<>();

    private Builder() {}

    /** Adds a field; IllegalArgumentException if it cannot be sent as one line. */
    public Builder add(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    /** Adds a field in the place of all others of that name. */
    public Builder set(String name, String value) {
      fields.removeIf(field -> field.name().equalsIgnoreCase(name));
      return add(name, value);
    }

    /** Adds a field if there is a value. */
    public Builder addIf(String name, @Nullable String value) {
      return value == null ? this : add(name, value);
    }

    /** What was gathered. */
    public RtspHeaders build() {
      return fields.isEmpty() ? NONE : new RtspHeaders(List.copyOf(fields));
    }
  }
}
