/**
 * {@code /?action=stat} and {@code /?action=info}: statistics as text, as JSON or for Prometheus.
 *
 * <p>Spec: the vendor's statistics. Threads: container threads; one picture a second is shared by
 * all who ask. Start at {@link org.wcs.web.stat.StatFilter}.
 */
@NullMarked
package org.wcs.web.stat;

import org.jspecify.annotations.NullMarked;
