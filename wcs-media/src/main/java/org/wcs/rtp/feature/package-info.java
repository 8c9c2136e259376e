/**
 * RTCP features, one class each: retransmission, key frames, reports, bandwidth feedback.
 *
 * <p>Spec: RFC 3550, 4585, 4588, 5104, REMB and transport-wide feedback drafts; not done: FEC,
 * congestion control towards players. Threads: none of their own; time is an argument. Start at
 * {@link org.wcs.rtp.feature.NackGenerator}.
 */
@NullMarked
package org.wcs.rtp.feature;

import org.jspecify.annotations.NullMarked;
