package org.wcs.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The words behind {@code ./wcs bench}, read one after the other. What is wrong with them is told
 * by an {@link IllegalArgumentException} with a sentence for people. One thread.
 */
public final class CommandLine {

  private final List<String> words;
  private final List<String> serverOptions = new ArrayList<>();
  private int next;

  /** At the first word. */
  public CommandLine(String... words) {
    this.words = List.of(words);
  }

  /** Whether there is another option. */
  public boolean more() {
    return next < words.size();
  }

  /** The next word; there must be one. */
  public String next() {
    return words.get(next++);
  }

  /** The value of the option just read. */
  public String value(String option) {
    if (!more()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return next();
  }

  /** The value of the option just read, a whole number of up to nine digits. */
  public int number(String option) {
    String value = value(option);
    if (!value.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(option + " needs a number, not " + value);
    }
    return Integer.parseInt(value);
  }

  /** Keeps an option that no other is: a {@code -D} of the server. */
  public void serverOption(String option) {
    if (!option.matches("-D[^=]+=.*")) {
      throw new IllegalArgumentException("unknown option " + option);
    }
    serverOptions.add(option);
  }

  /** Those kept so far, in their order. */
  public List<String> serverOptions() {
    return List.copyOf(serverOptions);
  }
}
