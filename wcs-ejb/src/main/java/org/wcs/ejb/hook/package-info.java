/**
 * Hooks: calls to the backend of an application that tell it what its clients do and ask whether
 * they may.
 *
 * <p>Spec: the REST hooks of WCS 5.2; HTTP/1.1 (RFC 9112), Basic (RFC 7617), HMAC (RFC 2104).
 * Threads: any; calls are made on threads that may block, in order per session. Start at {@link
 * org.wcs.ejb.hook.Hooks}.
 */
@NullMarked
package org.wcs.ejb.hook;

import org.jspecify.annotations.NullMarked;
