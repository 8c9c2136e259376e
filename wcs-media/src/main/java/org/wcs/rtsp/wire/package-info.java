/**
 * RTSP messages and what stands in them: reading, writing, authentication.
 *
 * <p>RFC 2326 sections 3, 4, 6, 7, 10.12 and 12; of RFC 7826 what does no harm to peers of RTSP
 * 1.0; RFC 7616 and 7617 for authentication. Not RTSP 2.0, RTSP over HTTP, or qop=auth-int.
 *
 * <p>Nothing here knows a thread: values are immutable, readers belong to their connection's lane.
 *
 * <p>Start reading at {@code RtspMessage}, then {@code RtspReader}.
 */
@NullMarked
package org.wcs.rtsp.wire;

import org.jspecify.annotations.NullMarked;
