package org.wcs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known key that a mistyped one most likely means. */
final class NearestKey {
  private NearestKey() {}

  /** The known key with the fewest edits from {@code typed}, when a third of it or less differs. */
  static Optional<String> of(String typed, Collection<String> known) {
    int tolerated = Math.max(2, typed.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt((String key) -> edits(typed, key)).thenComparing(key -> key))
        .filter(key -> edits(typed, key) <= tolerated);
  }

  /** Levenshtein distance, one row at a time. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replace = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replace, Math.min(row[column - 1], row[column]) + 1);
      }
    }
    return row[to.length()];
  }
}
