package org.wcs.webrtc;

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
 * @param minBitrate lowest video bit rate to aim at, bit/s; 0 for the server's default
 * @param maxBitrate highest video bit rate to allow, bit/s; 0 for the server's default
 */
public record PeerRequest(
    String streamName,
    String sessionId,
    String mediaSessionId,
    String offer,
    TransportChoice transport,
    boolean videoOrientation,
    int minBitrate,
    int maxBitrate) {

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
