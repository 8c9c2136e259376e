/**
 * What the core asks of the network: datagram ports, framed connections, byte streams, lanes. The
 * adapters implement it, the core never sees a socket.
 *
 * <p>Spec: RFC 4571 framing for media connections; byte streams are TCP (RFC 9293) with or without
 * TLS (RFC 8446). Threads: every port, path and connection belongs to one lane and is used there
 * only, unless a method says otherwise. Start at {@link org.wcs.net.MediaNetwork} and {@link
 * org.wcs.net.ByteNetwork}.
 */
@NullMarked
package org.wcs.net;

import org.jspecify.annotations.NullMarked;
