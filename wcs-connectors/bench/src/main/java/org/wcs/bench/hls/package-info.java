/**
 * Measures HLS: starts the server on one processor, publishes one generated stream over RTMP and
 * watches it with many simulated players from another process.
 *
 * <p>HTTP/1.1 with keep-alive and gzip (RFC 9112) and of RFC 8216bis what a player of one rendition
 * needs: polling of MPEG-TS, blocking reload with parts and delta updates of fMP4; no decoding.
 *
 * <p>One thread drives all players ({@link org.wcs.bench.hls.PlayerLoop}), another the publisher;
 * the main thread drives the server and the measurement.
 *
 * <p>Start at {@link org.wcs.bench.hls.HlsBench}.
 */
@NullMarked
package org.wcs.bench.hls;

import org.jspecify.annotations.NullMarked;
