/**
 * WebRTC: a browser publishes, others watch.
 *
 * <p>Spec: RFC 8829 (answers only, one offer and answer a connection), RFC 8843 bundle, RFC 9429,
 * RFC 8834 media, RFC 8445 as a lite agent. Not done: renegotiation, trickle, data channels,
 * simulcast. Threads: a connection lives on one lane; {@link org.wcs.webrtc.WebRtcProtocol} may be
 * called from any thread. Start there, then {@link org.wcs.webrtc.PeerConnection}.
 */
@NullMarked
package org.wcs.webrtc;

import org.jspecify.annotations.NullMarked;
