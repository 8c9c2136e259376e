package org.wcs.amf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of AMF 0 or AMF 3. Immutable, any thread. The views ({@link #text}, {@link #get} and
 * the like) never fail: what is absent or of another type gives the otherwise-value.
 */
public sealed interface AmfValue {
  /** The one {@link Null}. */
  Null NULL = new Null();

  /** The one {@link Undefined}. */
  Undefined UNDEFINED = new Undefined();

  /** The one {@link Unsupported}. */
  Unsupported UNSUPPORTED = new Unsupported();

  /** A double (AMF 0 section 2.2, AMF 3 section 3.7). */
  record Number(double value) implements AmfValue {}

  /** An integer of 29 bits (AMF 3 section 3.6); AMF 0 writes it as a number. */
  record Int(int value) implements AmfValue {}

  /** A boolean. */
  record Bool(boolean value) implements AmfValue {}

  /** A string of any length. */
  record Text(String value) implements AmfValue {}

  /** An XML document as text. */
  record Xml(String value) implements AmfValue {}

  /** Nothing, on purpose. Only one exists: {@link #NULL}. */
  final class Null implements AmfValue {
    private Null() {}

    @Override
    public String toString() {
      return "Null";
    }
  }

  /** Nothing at all. Only one exists: {@link #UNDEFINED}. */
  final class Undefined implements AmfValue {
    private Undefined() {}

    @Override
    public String toString() {
      return "Undefined";
    }
  }

  /** The marker of a value the peer could not write. Only one exists: {@link #UNSUPPORTED}. */
  final class Unsupported implements AmfValue {
    private Unsupported() {}

    @Override
    public String toString() {
      return "Unsupported";
    }
  }

  /** An anonymous object; its members keep their order. */
  record Obj(Map<String, AmfValue> members) implements AmfValue {
    /** Copies the members. */
    public Obj {
      members = ordered(members);
    }
  }

  /** An object of a class. */
  record Typed(String className, Map<String, AmfValue> members) implements AmfValue {
    /** Copies the members. */
    public Typed {
      members = ordered(members);
    }
  }

  /** An array with named members; AMF 3 may add members that are numbered from 0. */
  record EcmaArray(Map<String, AmfValue> members, List<AmfValue> dense) implements AmfValue {
    /** Copies both. */
    public EcmaArray {
      members = ordered(members);
      dense = List.copyOf(dense);
    }

    /** An array without numbered members. */
    public EcmaArray(Map<String, AmfValue> members) {
      this(members, List.of());
    }
  }

  /** An array numbered from 0; vectors of AMF 3 become one too. */
  record StrictArray(List<AmfValue> values) implements AmfValue {
    /** Copies the values. */
    public StrictArray {
      values = List.copyOf(values);
    }
  }

  /**
   * A date.
   *
   * @param millis since 1970 in UTC
   * @param timeZoneMinutes reserved, 0
   */
  record Date(double millis, int timeZoneMinutes) implements AmfValue {}

  /** Octets (AMF 3 section 3.14). The array is not copied and must not be written. */
  record ByteArray(byte[] bytes) implements AmfValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof ByteArray(byte[] theirs) && Arrays.equals(bytes, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "ByteArray[" + bytes.length + " bytes]";
    }
  }

  /** Pairs whose keys are any values (AMF 3 section 3.16). */
  record Dictionary(List<Entry> entries) implements AmfValue {
    /** Copies the entries. */
    public Dictionary {
      entries = List.copyOf(entries);
    }

    /** One pair. */
    public record Entry(AmfValue key, AmfValue value) {}
  }

  /** A text. */
  static Text of(String value) {
    return new Text(value);
  }

  /** A number. */
  static Number of(double value) {
    return new Number(value);
  }

  /** A boolean. */
  static Bool of(boolean value) {
    return value ? Truth.YES : Truth.NO;
  }

  /**
   * An anonymous object of names, each followed by its value: an {@code AmfValue}, {@code String},
   * {@code Boolean} or {@code java.lang.Number}.
   */
  static Obj object(Object... namesAndValues) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], boxed(namesAndValues[i + 1]));
    }
    return new Obj(members);
  }

  private static AmfValue boxed(Object value) {
    return switch (value) {
      case AmfValue amf -> amf;
      case String text -> of(text);
      case Boolean bool -> of(bool.booleanValue());
      case java.lang.Number number -> of(number.doubleValue());
      default -> throw new IllegalArgumentException("no AMF for " + value.getClass());
    };
  }

  private static Map<String, AmfValue> ordered(Map<String, AmfValue> members) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The characters of a {@link Text} or {@link Xml}. */
  default String text(String otherwise) {
    return switch (this) {
      case Text(String value) -> value;
      case Xml(String value) -> value;
      case Number _, Int _, Bool _, Null _, Undefined _, Unsupported _, Obj _, Typed _ -> otherwise;
      case EcmaArray _, StrictArray _, Date _, ByteArray _, Dictionary _ -> otherwise;
    };
  }

  /** The value of a {@link Number} or {@link Int}. */
  default double number(double otherwise) {
    return switch (this) {
      case Number(double value) -> value;
      case Int(int value) -> value;
      case Text _, Xml _, Bool _, Null _, Undefined _, Unsupported _, Obj _, Typed _ -> otherwise;
      case EcmaArray _, StrictArray _, Date _, ByteArray _, Dictionary _ -> otherwise;
    };
  }

  /** The value of a {@link Bool}; a number is true when it is not 0. */
  default boolean bool(boolean otherwise) {
    return switch (this) {
      case Bool(boolean value) -> value;
      case Number(double value) -> value != 0;
      case Int(int value) -> value != 0;
      case Text _, Xml _, Null _, Undefined _, Unsupported _, Obj _, Typed _ -> otherwise;
      case EcmaArray _, StrictArray _, Date _, ByteArray _, Dictionary _ -> otherwise;
    };
  }

  /** The named members of an object or array, in order; empty for everything else. */
  default Map<String, AmfValue> members() {
    return switch (this) {
      case Obj(Map<String, AmfValue> members) -> members;
      case Typed(String _, Map<String, AmfValue> members) -> members;
      case EcmaArray(Map<String, AmfValue> members, List<AmfValue> _) -> members;
      case Number _, Int _, Text _, Xml _, Bool _, Null _, Undefined _, Unsupported _ -> Map.of();
      case StrictArray _, Date _, ByteArray _, Dictionary _ -> Map.of();
    };
  }

  /** The member of that name, {@link #UNDEFINED} if there is none. */
  default AmfValue get(String name) {
    return members().getOrDefault(name, UNDEFINED);
  }

  /** The values numbered from 0 of an array; empty for everything else. */
  default List<AmfValue> values() {
    return switch (this) {
      case StrictArray(List<AmfValue> values) -> values;
      case EcmaArray(Map<String, AmfValue> members, List<AmfValue> dense) ->
          dense.isEmpty() ? new ArrayList<>(members.values()) : dense;
      case Number _, Int _, Text _, Xml _, Bool _, Null _, Undefined _, Unsupported _ -> List.of();
      case Obj _, Typed _, Date _, ByteArray _, Dictionary _ -> List.of();
    };
  }
}
