/**
 * Streams of the hub on their way to RTSP players: what is described, then RTP and RTCP over the
 * RTSP connection or over UDP.
 *
 * <p>RFC 2326 section 10.12 and RFC 7826 section 14 (interleaved), RFC 3550 sections 5.1 and 6
 * (sender reports, BYE, reports of receivers), RFC 8866; retransmission and multicast are not done.
 *
 * <p>Everything of one player runs on the lane of its connection; players of one lane share what is
 * written.
 *
 * <p>Start reading at {@code Egress}, then {@code Player} and {@code Relay}.
 */
@NullMarked
package org.wcs.rtsp.egress;

import org.jspecify.annotations.NullMarked;
