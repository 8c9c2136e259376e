/**
 * What clients of RTMP, RTSP and HLS may do: their applications are asked before, and told after.
 *
 * <p>Spec: none of its own; the answers have the form of the REST hooks. Threads: asked on lanes,
 * which wait for nothing; answered on threads that may block, in order per session. Start at {@link
 * org.wcs.ejb.policy.RtmpApplications}.
 */
@NullMarked
package org.wcs.ejb.policy;

import org.jspecify.annotations.NullMarked;
