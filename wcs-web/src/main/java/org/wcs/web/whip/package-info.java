/**
 * Publishing and playing over plain HTTP: one offer, one answer, one resource to delete.
 *
 * <p>Spec: WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep). Not done: PATCH (trickle ICE, ICE
 * restarts), server-sent events and layers of WHEP. Threads: container threads; a request waits for
 * its answer only. Start at {@link org.wcs.web.whip.WhipResource}, then {@link
 * org.wcs.web.whip.HttpSessions}.
 */
@NullMarked
package org.wcs.web.whip;

import org.jspecify.annotations.NullMarked;
