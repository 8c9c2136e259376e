package org.wcs.flv;

/** A cursor over a body that never passes its end. One thread. */
final class FlvInput {
  private final byte[] buffer;
  private final int end;
  private int at;

  FlvInput(byte[] body) {
    this(body, 0, body.length);
  }

  private FlvInput(byte[] buffer, int from, int end) {
    this.buffer = buffer;
    this.at = from;
    this.end = end;
  }

  int remaining() {
    return end - at;
  }

  private void need(int count) throws FlvException {
    if (count > end - at) {
      throw new FlvException(
          "the body ends at byte " + end + ", " + (count - end + at) + " bytes too early");
    }
  }

  int uint8() throws FlvException {
    need(1);
    return buffer[at++] & 0xFF;
  }

  int uint16() throws FlvException {
    int high = uint8();
    return high << 8 | uint8();
  }

  int uint24() throws FlvException {
    int high = uint16();
    return high << 8 | uint8();
  }

  int int24() throws FlvException {
    return uint24() << 8 >> 8;
  }

  int int32() throws FlvException {
    int high = uint16();
    return high << 16 | uint16();
  }

  /** The next bytes as an input of their own. */
  FlvInput part(int length) throws FlvException {
    need(length);
    at += length;
    return new FlvInput(buffer, at - length, at);
  }

  /** All that is left. */
  Slice rest() {
    Slice rest = new Slice(buffer, at, end - at);
    at = end;
    return rest;
  }
}
