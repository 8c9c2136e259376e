/**
 * The sockets of the server: Netty event loops as lanes, UDP sockets with bursts, framed TCP
 * connections, byte streams over TCP and TLS with shared bytes and gathered writes, port pools.
 *
 * <p>Spec: RFC 4571 section 2 (framing); RFC 768 with the Linux segmentation offload; RFC 9293; RFC
 * 8446 and 5246 by the JDK. Not: SRTP, ICE. Threads: each socket belongs to one event loop, its
 * lane, and is touched only there; {@link org.wcs.connectors.net.PortPool} and opening and closing
 * may be used from any thread. Start at {@link org.wcs.connectors.net.NettyMediaNetwork} and {@link
 * org.wcs.connectors.net.NettyByteNetwork}.
 */
@NullMarked
package org.wcs.connectors.net;

import org.jspecify.annotations.NullMarked;
