/**
 * Session descriptions: an ordered parser and writer that keeps every line, with typed views.
 *
 * <p>RFC 8866 (and the older RFC 4566), RFC 8839 candidates, RFC 5888 groups, RFC 8843 BUNDLE, RFC
 * 8829 attributes, RFC 4585 feedback, RFC 8285 extmap, RFC 5576 ssrc, RFC 8851/8853 rid and
 * simulcast; the parameters of the payload formats in {@link org.wcs.packetize}; not RFC 3264
 * negotiation, which is the business of each protocol.
 *
 * <p>Everything is immutable and may be read by any thread, but {@code SdpWriter}, which stays with
 * the thread that made it.
 *
 * <p>Start reading at {@link org.wcs.sdp.SessionDescription}, and at {@link org.wcs.sdp.SdpCodecs}
 * for what payload types mean.
 */
@NullMarked
package org.wcs.sdp;

import org.jspecify.annotations.NullMarked;
