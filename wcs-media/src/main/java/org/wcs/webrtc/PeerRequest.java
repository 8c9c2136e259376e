package org.wcs.webrtc;

import org.wcs.stream.Picture;

/**
 * What a client asks for when it wants to publish or to play.
 *
 * @param streamName the stream to publish or to play
 * @param sessionId the session on whose behalf
 * @param mediaSessionId the client's name for this connection
 * @param offer the client's session description
 * @param transport which candidates the client wants
 * @param videoOrientation whether the publisher may send its rotation instead of turning the
 *     picture
 * @param video what the client wants of the pictures
 */
public record PeerRequest(
    String streamName,
    String sessionId,
    String mediaSessionId,
    String offer,
    TransportChoice transport,
    boolean videoOrientation,
    Video video) {

  /**
   * What a client wants of the pictures.
   *
   * @param minBitrate lowest bit rate a publisher aims at, bit/s; 0 for the server's default
   * @param maxBitrate highest bit rate a publisher is allowed, bit/s; 0 for the server's default
   * @param picture how a player wants them
   */
  public record Video(int minBitrate, int maxBitrate, Picture picture) {
    /** No wish. */
    public static final Video AS_IS = new Video(0, 0, Picture.AS_IS);
  }

  /** Which candidates go into the answer. */
  public enum TransportChoice {
    /** UDP first, TCP as the fall-back. */
    ANY,
    /** UDP only. */
    UDP,
    /** TCP only. */
    TCP
  }
}
