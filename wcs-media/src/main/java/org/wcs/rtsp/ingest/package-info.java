/**
 * RTP that comes in by RTSP, from cameras that are pulled and from clients that record: from a
 * session description to the tracks of a stream of the hub.
 *
 * <p>RFC 3550 as a receiver, RFC 4585 and RFC 5104 as far as key frames are asked for, RFC 8866
 * with what cameras make of it. Not retransmission, FEC, SRTP, multicast.
 *
 * <p>A publication lives on one lane, that of its first connection; only {@code Publications} and
 * {@code Recording} are met by others.
 *
 * <p>Start reading at {@code IngestPlan}, then {@code RtpIngest} and {@code IngestTrack}.
 */
@NullMarked
package org.wcs.rtsp.ingest;

import org.jspecify.annotations.NullMarked;
