package org.wcs.rtsp;

import org.wcs.config.RtspConfig;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * What server and client share.
 *
 * @param renditions finds tracks that a player takes
 * @param policy says who may do what
 */
record RtspParts(
    RtspConfig config,
    StreamHub hub,
    Renditions renditions,
    RtspPolicy policy,
    RtspRuntime runtime) {}
