package org.wcs.bench.rtsp;

/** What goes on from packet to packet of one medium. On the loop's thread. */
final class Sender {

  private final int ssrc;
  private int channel;
  private int sequence;

  Sender(int ssrc, int channel) {
    this.ssrc = ssrc;
    this.channel = channel;
  }

  int ssrc() {
    return ssrc;
  }

  int channel() {
    return channel;
  }

  void useChannel(int agreed) {
    channel = agreed;
  }

  int nextSequence() {
    return sequence++ & 0xFFFF;
  }
}
