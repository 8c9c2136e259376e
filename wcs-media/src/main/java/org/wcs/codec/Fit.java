package org.wcs.codec;

/** How a picture is brought to a size of another shape. */
public enum Fit {
  /** It fills the size and is distorted. */
  STRETCH,
  /** It keeps its shape; what remains is black. */
  LETTERBOX
}
