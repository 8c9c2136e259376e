package org.wcs.rtsp.egress;

/** What the players of one lane have got. Written on that lane alone, read by any thread. */
final class LaneCounters {

  private volatile int players;
  private volatile long packets;
  private volatile long bytes;
  private volatile long skipped;

  void player(int more) {
    players += more;
  }

  void sent(int count, int octets) {
    packets += count;
    bytes += octets;
  }

  void skipped(int count) {
    skipped += count;
  }

  int players() {
    return players;
  }

  long packets() {
    return packets;
  }

  long bytes() {
    return bytes;
  }

  long skipped() {
    return skipped;
  }
}
