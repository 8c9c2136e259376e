/** Tests of the RTSP load client. */
@NullMarked
package org.wcs.bench.rtsp;

import org.jspecify.annotations.NullMarked;
