/**
 * The resource adapter that owns the RTSP ports and calls the endpoint that wants them.
 *
 * <p>Spec: Jakarta Connectors 2.1 chapters 5 and 13 (life cycle, message inflow). Not:
 * transactions, outbound connections, work; RTSP itself, which is the core's. Threads: as {@link
 * org.wcs.connectors.inflow} says. Start at {@link org.wcs.connectors.rtsp.RtspResourceAdapter}.
 */
@NullMarked
package org.wcs.connectors.rtsp;

import org.jspecify.annotations.NullMarked;
