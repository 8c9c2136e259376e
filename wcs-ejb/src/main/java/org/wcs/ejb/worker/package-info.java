/**
 * The threads that decode, scale and encode, and the lanes that share them.
 *
 * <p>Spec: none. Threads: platform threads of the container, one for each processor unless set
 * otherwise; a lane runs on one of them at a time. Start at {@link
 * org.wcs.ejb.worker.MediaWorkers}.
 */
@NullMarked
package org.wcs.ejb.worker;

import org.jspecify.annotations.NullMarked;
