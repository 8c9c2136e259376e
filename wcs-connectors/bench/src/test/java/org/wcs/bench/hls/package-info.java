/** Tests of the load client of HLS. */
@NullMarked
package org.wcs.bench.hls;

import org.jspecify.annotations.NullMarked;
