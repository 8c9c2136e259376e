/**
 * The resource adapter that owns the media ports and calls the endpoint that wants them.
 *
 * <p>Spec: Jakarta Connectors 2.1 chapters 5 and 13 (life cycle, message inflow). Not:
 * transactions, outbound connections, work. Threads: as {@link org.wcs.connectors.inflow} says.
 * Start at {@link org.wcs.connectors.media.MediaResourceAdapter}.
 */
@NullMarked
package org.wcs.connectors.media;

import org.jspecify.annotations.NullMarked;
