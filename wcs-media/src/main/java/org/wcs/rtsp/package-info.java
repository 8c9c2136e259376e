/**
 * RTSP: the server that plays and records streams, and the client that pulls them from cameras and
 * pushes them to other servers.
 *
 * <p>RFC 2326 as clients speak it, with what of RFC 7826 they use: digests by SHA-256, {@code
 * Accept}. Not multicast, not seeking, not RTSP over HTTP, not RTSP 2.0.
 *
 * <p>Everything of one connection, its UDP sockets included, runs on that connection's lane.
 *
 * <p>Start reading at {@code RtspProtocol}, then {@code ServerSession}; for cameras at {@code
 * RtspClient}, then {@code ClientSession}.
 */
@NullMarked
package org.wcs.rtsp;

import org.jspecify.annotations.NullMarked;
