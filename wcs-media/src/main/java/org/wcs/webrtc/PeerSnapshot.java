package org.wcs.webrtc;

/**
 * The numbers of a connection as of its last tick, at most a second old.
 *
 * @param connected whether media can flow
 * @param remoteAddress the peer's address in use, empty before there is one
 * @param tcp whether it is reached by TCP
 * @param audio numbers of the audio, zeros where there is none
 * @param video numbers of the video, zeros where there is none
 * @param roundTripMillis round trip time, 0 while unknown
 * @param skipped packets not sent to a player, because it waited for a key frame or its way was
 *     blocked
 */
public record PeerSnapshot(
    boolean connected,
    String remoteAddress,
    boolean tcp,
    Media audio,
    Media video,
    int roundTripMillis,
    long skipped) {

  /** Before the first tick. */
  public static final PeerSnapshot NONE =
      new PeerSnapshot(false, "", false, Media.NONE, Media.NONE, 0, 0);

  /**
   * One kind of media.
   *
   * @param bitsPerSecond RTP payload bit rate over the last second
   * @param framesPerSecond pictures (RTP timestamps) in the last second
   * @param packets packets sent or received since the start
   * @param bytes payload bytes since the start
   * @param lost packets lost since the start, as the receiving side tells
   * @param nacks retransmissions asked for since the start
   * @param plis key frames asked for since the start
   * @param retransmitted packets sent again or recovered since the start
   */
  public record Media(
      long bitsPerSecond,
      int framesPerSecond,
      long packets,
      long bytes,
      long lost,
      long nacks,
      long plis,
      long retransmitted) {

    /** Nothing yet. */
    public static final Media NONE = new Media(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
