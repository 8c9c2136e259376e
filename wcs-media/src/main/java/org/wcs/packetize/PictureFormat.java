package org.wcs.packetize;

/**
 * How the samples of pictures are stored.
 *
 * @param chroma chroma_format_idc: 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param lumaBits bits of a luma sample
 * @param chromaBits bits of a chroma sample
 */
public record PictureFormat(int chroma, int lumaBits, int chromaBits) {
  /** What nearly everybody uses. */
  public static final PictureFormat EIGHT_BIT_420 = new PictureFormat(1, 8, 8);

  /** Refuses what no codec can have. */
  public PictureFormat {
    if (chroma < 0 || chroma > 3) {
      throw new IllegalArgumentException("chroma format must be 0-3, was " + chroma);
    }
    if (lumaBits < 8 || lumaBits > 16 || chromaBits < 8 || chromaBits > 16) {
      throw new IllegalArgumentException("bits must be 8-16: " + lumaBits + ", " + chromaBits);
    }
  }
}
