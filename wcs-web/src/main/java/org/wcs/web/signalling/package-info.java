/**
 * The WebSocket signalling of browsers: JSON messages in, JSON messages out, services in between.
 *
 * <p>Spec: RFC 6455 through Jakarta WebSocket; the messages of the WCS 5.2 browser SDK. Not done:
 * calls, rooms of the conference SDK, recording, media over WebSocket; each is answered with a
 * refusal. Threads: frames arrive on container threads, everything after parsing runs on the
 * session's queue. Start at {@link org.wcs.web.signalling.SignallingEndpoint}, then {@link
 * org.wcs.web.signalling.Commands}.
 */
@NullMarked
package org.wcs.web.signalling;

import org.jspecify.annotations.NullMarked;
