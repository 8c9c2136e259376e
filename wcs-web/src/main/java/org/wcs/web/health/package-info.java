/**
 * Whether the server works, for orchestrators and load balancers: MicroProfile Health on the
 * management port, the same on the ports of the console, and where clients are to connect.
 *
 * <p>Spec: MicroProfile Health 4.0; the answer that the client's {@code lbUrl} expects.
 *
 * <p>Threads: container threads; nothing is asked for that is not in the last picture.
 *
 * <p>Start reading at {@link org.wcs.web.health.HealthServlet}.
 */
@NullMarked
package org.wcs.web.health;

import org.jspecify.annotations.NullMarked;
