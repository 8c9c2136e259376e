package org.wcs.webrtc;

import java.security.SecureRandom;
import org.wcs.stream.PlayStarts;

/**
 * What a connection is built from.
 *
 * @param endpoint the lane it lives on
 * @param starts notes how long players wait
 * @param release called once when it is over
 */
record PeerParts(
    LaneEndpoint endpoint,
    WebRtcProtocol.Settings settings,
    SecureRandom random,
    PlayStarts starts,
    Runnable release) {}
