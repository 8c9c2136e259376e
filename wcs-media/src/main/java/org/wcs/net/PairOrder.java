package org.wcs.net;

import java.net.InetAddress;
import org.wcs.lane.Lane;

/**
 * A pair of UDP sockets that somebody needs.
 *
 * @param lane where they are handled
 * @param local the address to bind; a wildcard address where any will do
 * @param ports among which to find a free pair
 */
public record PairOrder(Lane lane, InetAddress local, PortRange ports) {}
