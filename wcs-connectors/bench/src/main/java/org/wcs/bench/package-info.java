/**
 * Measures the fan-out: starts the server on one processor, publishes one stream and plays it many
 * times from another process, over real ICE, DTLS and SRTP.
 *
 * <p>WHIP (RFC 9725) and WHEP, RTP and its reports (RFC 3550); no retransmission, no congestion
 * control, no decoding.
 *
 * <p>One thread drives all sockets ({@link org.wcs.bench.LoadLoop}); the main thread drives the
 * server and the measurement.
 *
 * <p>Start at {@link org.wcs.bench.WebRtcBench}.
 */
@NullMarked
package org.wcs.bench;

import org.jspecify.annotations.NullMarked;
