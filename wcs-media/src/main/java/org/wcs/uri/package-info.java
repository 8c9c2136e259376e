/**
 * What URLs of several protocols have in common.
 *
 * <p>RFC 3986 section 2.1, decoding only. The URLs themselves are read where they are used: what
 * clients write differs by protocol.
 *
 * <p>Everything here is stateless and may be used from any thread.
 *
 * <p>Start reading at {@code Percent}.
 */
@NullMarked
package org.wcs.uri;

import org.jspecify.annotations.NullMarked;
