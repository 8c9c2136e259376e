package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/**
 * What a client wants published or played.
 *
 * @param mediaSessionId the client's name for it; null if it gave none
 * @param name the stream
 * @param mediaProvider the client's way of handling media, {@code WebRTC} being the one served
 * @param sdp its offer
 * @param transport the transport it wants
 * @param videoOrientation whether it can rotate pictures itself
 * @param bitrates limits of the video bit rate
 * @param extras what goes beyond passing media through
 */
public record StreamOrder(
    @Nullable String mediaSessionId,
    String name,
    String mediaProvider,
    String sdp,
    TransportChoice transport,
    boolean videoOrientation,
    Bitrates bitrates,
    Extras extras) {

  /** The only provider of media in this server. */
  public static final String WEBRTC = "WebRTC";

  /**
   * Limits, 0 for the server's own.
   *
   * @param minBitsPerSecond lowest to aim at
   * @param maxBitsPerSecond highest to allow
   */
  public record Bitrates(int minBitsPerSecond, int maxBitsPerSecond) {
    /** The server's own. */
    public static final Bitrates DEFAULT = new Bitrates(0, 0);
  }

  /**
   * Wishes beyond passing media through.
   *
   * @param transcode a player wants another size, bit rate or quality
   * @param record a publisher wants a recording
   * @param republish a publisher wants its stream pushed elsewhere
   */
  public record Extras(boolean transcode, boolean record, boolean republish) {
    /** None. */
    public static final Extras NONE = new Extras(false, false, false);
  }
}
