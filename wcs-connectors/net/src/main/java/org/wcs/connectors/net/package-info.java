/**
 * The sockets of the server: Netty event loops as lanes, UDP sockets with bursts, framed TCP
 * connections, port pools.
 *
 * <p>Spec: RFC 4571 section 2 (framing); RFC 768 with the Linux segmentation offload. Not: TLS,
 * SRTP, ICE. Threads: each socket belongs to one event loop, its lane, and is touched only there;
 * {@link org.wcs.connectors.net.PortPool} and opening and closing may be used from any thread.
 * Start at {@link org.wcs.connectors.net.NettyMediaNetwork}.
 */
@NullMarked
package org.wcs.connectors.net;

import org.jspecify.annotations.NullMarked;
