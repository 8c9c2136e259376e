/**
 * Stand-ins for tests: a lane whose time moves on request, a network in memory with loss, a peer.
 *
 * <p>Spec: as the packages they stand in for. Threads: whoever drives the lane. Start at {@link
 * org.wcs.fake.ManualLane}.
 */
@NullMarked
package org.wcs.fake;

import org.jspecify.annotations.NullMarked;
