package org.wcs.rtsp.egress;

import java.util.Arrays;
import org.wcs.unit.RtpPacket;

/** The packets of one track that have come since the last flush. One lane. */
final class Gathered {

  private final boolean video;
  private RtpPacket[] packets = new RtpPacket[64];
  private int count;
  private boolean frameEnded = true; // what comes next begins a frame

  Gathered(boolean video) {
    this.video = video;
  }

  void add(RtpPacket packet) {
    if (count == packets.length) {
      packets = Arrays.copyOf(packets, 2 * count);
    }
    packets[count++] = packet;
  }

  int count() {
    return count;
  }

  RtpPacket[] packets() {
    return packets;
  }

  /**
   * Where the piece ends that begins with this packet. Pieces are cut where a frame begins, so that
   * a player can be let in there or left out.
   */
  int pieceEnd(int from) {
    int octets = Numbering.length(packets[from]);
    int to = from + 1;
    while (to < count) {
      octets += Numbering.length(packets[to]) + Composer.INTERLEAVED_HEADER;
      boolean cut = video && (packets[to - 1].marker() || packets[to].resync());
      if (cut || !Composer.fits(to - from + 1, octets)) {
        return to;
      }
      to++;
    }
    return to;
  }

  /** Whether a frame begins with the piece that begins with this packet. */
  boolean beginsFrame(int from) {
    boolean ended = from == 0 ? frameEnded : packets[from - 1].marker();
    return !video || ended || packets[from].resync();
  }

  /** All has been sent. */
  @SuppressWarnings("NullAway") // slots below count are filled
  void clear() {
    if (count > 0) {
      frameEnded = packets[count - 1].marker();
      Arrays.fill(packets, 0, count, null);
      count = 0;
    }
  }
}
