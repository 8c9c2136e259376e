/** Tests of the adapter's life cycle. */
@NullMarked
package org.wcs.connectors.media;

import org.jspecify.annotations.NullMarked;
