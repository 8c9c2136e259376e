package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.webrtc.PeerRequest;
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
 * @param video what it wants of the pictures
 * @param extras what goes beyond passing media through
 */
public record StreamOrder(
    @Nullable String mediaSessionId,
    String name,
    String mediaProvider,
    String sdp,
    TransportChoice transport,
    boolean videoOrientation,
    PeerRequest.Video video,
    Extras extras) {

  /** The only provider of media in this server. */
  public static final String WEBRTC = "WebRTC";

  /**
   * Wishes beyond passing media through.
   *
   * @param record a publisher wants a recording
   * @param rtmpUrl where a publisher wants its stream pushed to; null for nowhere
   */
  public record Extras(boolean record, @Nullable String rtmpUrl) {
    /** None. */
    public static final Extras NONE = new Extras(false, null);
  }
}
