package org.wcs.peer;

import org.wcs.stream.EndReason;

/**
 * Why a client may not do what it asked for. Immutable.
 *
 * @param reason what kind of refusal; decides the status codes of the protocol
 * @param words what the client is told: one line, at most {@value #MOST_CHARS} chars
 */
public record Refusal(EndReason reason, String words) {

  /** Longer words are cut: they go into one line of an answer. */
  static final int MOST_CHARS = 256;

  /** Makes one line of the words, whoever wrote them. */
  public Refusal {
    words = line(words);
    if (words.isEmpty()) {
      words = reason.text();
    }
  }

  /** A refusal in our own words. */
  public static Refusal of(EndReason reason) {
    return new Refusal(reason, reason.text());
  }

  /** No line may end here: the rest would be read as header fields of an answer. */
  private static String line(String words) {
    StringBuilder line = new StringBuilder();
    words
        .codePoints()
        .takeWhile(_ -> line.length() < MOST_CHARS - 1)
        .forEach(point -> line.appendCodePoint(usable(point) ? point : ' '));
    return line.toString().strip();
  }

  private static boolean usable(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
