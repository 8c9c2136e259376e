/**
 * Backends of applications that come with the server, as HTTP.
 *
 * <p>Spec: the REST hooks of WCS 5.2. Threads: those of the web container. Start at {@link
 * org.wcs.web.apps.EchoServlet}.
 */
@NullMarked
package org.wcs.web.apps;

import org.jspecify.annotations.NullMarked;
