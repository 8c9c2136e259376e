/**
 * What the resource adapters have in common: finding the endpoint, opening the ports it asks for,
 * saying goodbye, closing.
 *
 * <p>Spec: Jakarta Connectors 2.1 chapters 5 and 13 (life cycle, message inflow). Not:
 * transactions, outbound connections, work. Threads: container threads at the border, one virtual
 * thread for each activation behind it; never called per packet. Start at {@link
 * org.wcs.connectors.inflow.PortAdapter}.
 */
@NullMarked
package org.wcs.connectors.inflow;

import org.jspecify.annotations.NullMarked;
