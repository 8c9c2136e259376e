package org.wcs.amf;

/**
 * What one message of AMF may hold. A value reached by reference counts each time it is reached, so
 * that a small message cannot unfold into a huge one.
 *
 * @param depth how deep values may nest, 1 to 200
 * @param bytes longest message in bytes
 * @param values how many values, members of objects included
 */
public record AmfLimits(int depth, int bytes, int values) {
  /** Enough for everything seen in the wild. */
  public static final AmfLimits DEFAULT = new AmfLimits(32, 1 << 20, 10_000);

  /** Refuses limits that are none. */
  public AmfLimits {
    if (depth < 1 || depth > 200 || bytes < 1 || values < 1) {
      throw new IllegalArgumentException(
          "depth " + depth + ", bytes " + bytes + ", values " + values);
    }
  }
}
