/**
 * ICE without sockets: STUN messages, an ICE-lite responder, the look-up of who owns a datagram,
 * and a small controlling client.
 *
 * <p>RFC 8489 Binding with short-term credentials (not TURN, not long-term credentials, not
 * SHA-256), RFC 8445 as lite agent (section 2.5, 6.1, 7.3) and a reduced controlling agent, RFC
 * 6544 passive TCP, RFC 7675 consent, RFC 7983 and RFC 5761 demultiplexing.
 *
 * <p>Everything belongs to the lane of its transport; time comes as an argument.
 *
 * <p>Start reading at {@link org.wcs.ice.IceLiteAgent}.
 */
@NullMarked
package org.wcs.ice;

import org.jspecify.annotations.NullMarked;
