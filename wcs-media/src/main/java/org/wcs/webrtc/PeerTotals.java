package org.wcs.webrtc;

/**
 * All connections together; those that are open as of their last tick.
 *
 * @param publishers connections that publish now
 * @param players connections that play now
 * @param in what publishers have sent since the start
 * @param out what players have been sent since the start
 * @param skipped packets not sent to players, because they waited for a key frame or their way was
 *     blocked, since the start
 * @param dropped datagrams that were of no use, since the start
 */
public record PeerTotals(
    int publishers, int players, Sums in, Sums out, long skipped, long dropped) {

  /** While the ports are closed. */
  public static final PeerTotals NONE = new PeerTotals(0, 0, Sums.NONE, Sums.NONE, 0, 0);

  /**
   * Sums over sound and pictures.
   *
   * @param packets RTP packets
   * @param bytes of their payload
   * @param lost packets lost, as the receiving side tells
   * @param nacks packets asked for again
   * @param plis key frames asked for
   * @param retransmitted packets sent again or recovered
   */
  public record Sums(
      long packets, long bytes, long lost, long nacks, long plis, long retransmitted) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

    Sums plus(PeerSnapshot peer) {
      PeerSnapshot.Media audio = peer.audio();
      PeerSnapshot.Media video = peer.video();
      return new Sums(
          packets + audio.packets() + video.packets(),
          bytes + audio.bytes() + video.bytes(),
          lost + audio.lost() + video.lost(),
          nacks + audio.nacks() + video.nacks(),
          plis + audio.plis() + video.plis(),
          retransmitted + audio.retransmitted() + video.retransmitted());
    }
  }
}
