package org.wcs.rtsp;

import org.wcs.net.PortRange;

/**
 * What the node gives to RTSP.
 *
 * @param epochNanos wall-clock nanoseconds since 1970 at lane time 0, for sender reports
 * @param mediaPorts local UDP ports for media
 */
public record RtspRuntime(long epochNanos, PortRange mediaPorts) {}
