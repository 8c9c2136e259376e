package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;

/**
 * A picture to be laid over those of a transcoder.
 *
 * @param file PNG in the media folder; empty takes away what is there
 * @param x pixels from the left edge; null where margins tell, or for the left edge
 * @param y pixels from the upper edge; null where margins tell, or for the upper edge
 * @param margins pixels to the edges, in the place of x and y
 */
public record WatermarkOrder(
    @Nullable String file, @Nullable Integer x, @Nullable Integer y, Margins margins) {

  /**
   * Pixels to the edges. Of opposite ones, left and top count.
   *
   * @param top null for any
   * @param left null for any
   * @param bottom null for any
   * @param right null for any
   */
  public record Margins(
      @Nullable Integer top,
      @Nullable Integer left,
      @Nullable Integer bottom,
      @Nullable Integer right) {

    /** None. */
    public static final Margins NONE = new Margins(null, null, null, null);
  }

  /** In the upper left corner. */
  public static WatermarkOrder of(@Nullable String file) {
    return new WatermarkOrder(file, null, null, Margins.NONE);
  }
}
