package org.wcs.net;

/**
 * Local port numbers.
 *
 * @param from the first, inclusive
 * @param to the last, inclusive
 */
public record PortRange(int from, int to) {

  /** Whatever the system gives. */
  public static final PortRange ANY = new PortRange(0, 0);

  /** Checks the range. */
  public PortRange {
    boolean any = from == 0 && to == 0;
    if (!any && (from < 1 || to > 65_535 || from > to)) {
      throw new IllegalArgumentException("ports " + from + " to " + to);
    }
  }
}
