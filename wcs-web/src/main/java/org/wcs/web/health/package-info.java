/**
 * Whether the server works, for orchestrators and load balancers: ready and live in the form of
 * MicroProfile Health, and where clients are to connect.
 *
 * <p>Spec: MicroProfile Health 4.0 (the form; the container's own is on its management port, and
 * sees no beans of an EAR); the answer that the client's {@code lbUrl} expects.
 *
 * <p>Threads: container threads; nothing is asked for that is not in the last picture.
 *
 * <p>Start reading at {@link org.wcs.web.health.HealthServlet}.
 */
@NullMarked
package org.wcs.web.health;

import org.jspecify.annotations.NullMarked;
