package org.wcs.mpegts;

/** A packet identifier with its continuity counter. */
final class TsPid {

  private final int number;
  private int counter;

  TsPid(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  int nextCounter() {
    int now = counter;
    counter = counter + 1 & 0x0F;
    return now;
  }
}
