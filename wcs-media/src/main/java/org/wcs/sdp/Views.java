package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads many attribute values of one sort, leaving out those that cannot be read. */
final class Views {
  private Views() {}

  static <T> List<T> read(List<String> values, Function<String, @Nullable T> parser) {
    List<T> read = new ArrayList<>(values.size());
    for (String value : values) {
      T view = parser.apply(value);
      if (view != null) {
        read.add(view);
      }
    }
    return read;
  }
}
