/**
 * Figures for monitoring, for Prometheus and whoever reads its text: what MicroProfile Metrics
 * knows of the JVM and of the application, and what the picture of the server holds.
 *
 * <p>Spec: MicroProfile Metrics 5.1; text of Prometheus 0.0.4 and OpenMetrics 1.0.0.
 *
 * <p>Threads: container threads; one picture a second is shared by all who ask.
 *
 * <p>Start reading at {@link org.wcs.web.metrics.MetricsServlet}.
 */
@NullMarked
package org.wcs.web.metrics;

import org.jspecify.annotations.NullMarked;
