/**
 * Message-driven beans: one small bean for each adapter, entered once per listener.
 *
 * <p>Spec: Jakarta Connectors inbound. Threads: container threads. Start at {@link
 * org.wcs.ejb.endpoint.MediaEndpoint}.
 */
@NullMarked
package org.wcs.ejb.endpoint;

import org.jspecify.annotations.NullMarked;
