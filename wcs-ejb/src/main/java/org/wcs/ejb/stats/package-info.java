/**
 * What the picture of the server is called by those who watch it: the groups and fields of the
 * vendor's statistics, the families of Prometheus, and whether all is well.
 *
 * <p>Spec: names of Prometheus and OpenMetrics 1.0; the vendor's groups and fields.
 *
 * <p>Threads: any; nothing here blocks, and all of it is made of one frozen {@link
 * org.wcs.ejb.service.ServerStatus}.
 *
 * <p>Start reading at {@link org.wcs.ejb.stats.Statistics}, {@link org.wcs.ejb.stats.Metrics} and
 * {@link org.wcs.ejb.stats.Health}.
 */
@NullMarked
package org.wcs.ejb.stats;

import org.jspecify.annotations.NullMarked;
