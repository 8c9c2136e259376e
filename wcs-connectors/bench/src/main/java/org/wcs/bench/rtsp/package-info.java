/**
 * Measures what an RTSP player costs, over TCP and over UDP, and what a camera costs that nobody
 * watches: starts a server on one processor and loads it from another process; beside it
 * gst-rtsp-server, where that is installed.
 *
 * <p>RFC 2326 as far as a publisher, a player and a camera need it; RFC 6184 FU-A; no decoding.
 *
 * <p>One thread drives all sockets ({@link org.wcs.bench.rtsp.LoadLoop}, {@link
 * org.wcs.bench.rtsp.Cameras}); the main thread drives the servers and the measurement.
 *
 * <p>Start at {@link org.wcs.bench.rtsp.RtspBench}.
 */
@NullMarked
package org.wcs.bench.rtsp;

import org.jspecify.annotations.NullMarked;
