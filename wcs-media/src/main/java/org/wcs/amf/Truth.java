package org.wcs.amf;

/** The two booleans. */
final class Truth {
  static final AmfValue.Bool YES = new AmfValue.Bool(true);
  static final AmfValue.Bool NO = new AmfValue.Bool(false);

  private Truth() {}
}
