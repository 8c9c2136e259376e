/** Tests of the RTMP load client's arithmetic. */
@NullMarked
package org.wcs.bench.rtmp;

import org.jspecify.annotations.NullMarked;
