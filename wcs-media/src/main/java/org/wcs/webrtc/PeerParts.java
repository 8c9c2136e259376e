package org.wcs.webrtc;

import java.security.SecureRandom;

/**
 * What a connection is built from.
 *
 * @param endpoint the lane it lives on
 * @param release called once when it is over
 */
record PeerParts(
    LaneEndpoint endpoint,
    WebRtcProtocol.Settings settings,
    SecureRandom random,
    Runnable release) {}
