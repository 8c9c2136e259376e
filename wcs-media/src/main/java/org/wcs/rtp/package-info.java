/**
 * RTP and RTCP on the wire: reading in place, writing into a given buffer.
 *
 * <p>Spec: RFC 3550, 8285, 4585, 5104, 5506 and the payload headers as far as key frames need them;
 * not done: XR. Threads: stateless but for the unwrappers. Start at {@link org.wcs.rtp.RtpHeader}
 * and {@link org.wcs.rtp.RtcpCompound}.
 */
@NullMarked
package org.wcs.rtp;

import org.jspecify.annotations.NullMarked;
