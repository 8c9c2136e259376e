/** Tests of the adapter's life cycle. */
@NullMarked
package org.wcs.connectors.rtmp;

import org.jspecify.annotations.NullMarked;
