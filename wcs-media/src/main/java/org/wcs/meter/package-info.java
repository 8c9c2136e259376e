/**
 * Instruments that count while the server works, and are read by whoever watches it.
 *
 * <p>Spec: OpenMetrics 1.0 (what a histogram is; not its text). Threads: any; nothing here blocks.
 * Start at {@link org.wcs.meter.DurationHistogram}.
 */
@NullMarked
package org.wcs.meter;

import org.jspecify.annotations.NullMarked;
