package org.wcs.sdp;

/** One {@code type=value} line, RFC 8866 section 5; the value is kept as it came. */
public record SdpLine(char type, String value) {
  public SdpLine {
    if (type < 'a' || type > 'z') {
      throw new IllegalArgumentException("line type must be a-z, was " + (int) type);
    }
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("value of " + type + "= holds a line end or NUL");
    }
  }

  @Override
  public String toString() {
    return type + "=" + value;
  }
}
