/**
 * What the server does now, of every protocol in one form: streams that come in and go out, and who
 * is connected; to be looked at and to be ended.
 *
 * <p>Spec: none.
 *
 * <p>Threads: everything may be used from any thread, and nothing blocks.
 *
 * <p>Start reading at {@link org.wcs.ejb.live.LiveStreams}, then {@link
 * org.wcs.ejb.live.StreamSource}.
 */
@NullMarked
package org.wcs.ejb.live;

import org.jspecify.annotations.NullMarked;
