/**
 * What the core asks of the network: datagram ports, framed connections, lanes. The adapters
 * implement it, the core never sees a socket.
 *
 * <p>Spec: RFC 4571 framing for connections. Threads: every port and path belongs to one lane and
 * is used there only, unless a method says otherwise. Start at {@link org.wcs.net.MediaNetwork}.
 */
@NullMarked
package org.wcs.net;

import org.jspecify.annotations.NullMarked;
