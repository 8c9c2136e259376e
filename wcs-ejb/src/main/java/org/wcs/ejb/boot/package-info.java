/**
 * The composition root: reads the settings, makes the core and the services, and takes them down.
 *
 * <p>Spec: none. Threads: start and stop run on container threads; everything handed out may be
 * used from any thread. Start at {@link org.wcs.ejb.boot.WcsServer}.
 */
@NullMarked
package org.wcs.ejb.boot;

import org.jspecify.annotations.NullMarked;
