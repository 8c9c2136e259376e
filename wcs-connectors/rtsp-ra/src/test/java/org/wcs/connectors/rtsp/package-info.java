/** Tests of the adapter's life cycle. */
@NullMarked
package org.wcs.connectors.rtsp;

import org.jspecify.annotations.NullMarked;
