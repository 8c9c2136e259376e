package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads many attribute values of one sort, leaving out those that cannot be read. */
final class Views {
  private Views() {}

  /** Reads one value. */
  @FunctionalInterface
  interface Parser<T> {
    /** The view, or null if the value cannot be read. */
    @Nullable T parse(String value);
  }

  static <T> List<T> read(List<String> values, Parser<T> parser) {
    List<T> read = new ArrayList<>(values.size());
    for (String value : values) {
      T view = parser.parse(value);
      if (view != null) {
        read.add(view);
      }
    }
    return read;
  }
}
