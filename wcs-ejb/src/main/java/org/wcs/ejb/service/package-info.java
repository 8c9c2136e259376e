/**
 * The verbs of the server: sessions come and go, streams are published and played, data is sent.
 * Every way in (WebSocket, WHIP, WHEP) calls the same services.
 *
 * <p>Spec: the behaviour behind the WebSocket signalling; no wire format is known here. Threads:
 * what concerns one session runs on its own serial queue, on virtual threads that may block;
 * callbacks of network lanes are handed over to that queue at once. Start at {@link
 * org.wcs.ejb.service.SessionService} and {@link org.wcs.ejb.service.StreamService}.
 */
@NullMarked
package org.wcs.ejb.service;

import org.jspecify.annotations.NullMarked;
