/**
 * Measures what an RTMP player costs: starts a server on one processor, publishes one generated
 * stream and plays it many times from another process; beside it nginx with its RTMP module, where
 * that is installed.
 *
 * <p>Adobe RTMP 1.0 handshake, chunks and commands as far as a publisher and a player need them; no
 * decoding.
 *
 * <p>One thread drives all sockets ({@link org.wcs.bench.rtmp.LoadLoop}); the main thread drives
 * the servers and the measurement.
 *
 * <p>Start at {@link org.wcs.bench.rtmp.RtmpBench}.
 */
@NullMarked
package org.wcs.bench.rtmp;

import org.jspecify.annotations.NullMarked;
