/** Tests of the sockets, on loopback. */
@NullMarked
package org.wcs.connectors.net;

import org.jspecify.annotations.NullMarked;
