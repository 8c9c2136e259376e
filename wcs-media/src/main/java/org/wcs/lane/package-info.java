/**
 * Serial executors on which all session state lives.
 *
 * <p>Spec: none. Threads: a lane runs its tasks one after another; in production a lane is a
 * network event loop, in tests a manual lane whose time moves only when the test says so. Start at
 * {@link org.wcs.lane.Lane}.
 */
@NullMarked
package org.wcs.lane;

import org.jspecify.annotations.NullMarked;
