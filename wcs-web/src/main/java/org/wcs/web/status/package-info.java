/**
 * What the server looks like now, for the console and for scripts.
 *
 * <p>Spec: none. Threads: container threads; one picture a second is shared by all who ask. Start
 * at {@link org.wcs.web.status.StatusServlet}.
 */
@NullMarked
package org.wcs.web.status;

import org.jspecify.annotations.NullMarked;
