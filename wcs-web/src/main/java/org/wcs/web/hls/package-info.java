/**
 * HLS on its own ports: the HTTP around the playlists and segments that the core makes.
 *
 * <p>Spec: HTTP of RFC 8216 and RFC 8216bis as RFC 9110 tells it: GET, HEAD, single byte ranges,
 * If-None-Match of playlists, gzip of playlists, CORS. Not done: multiple ranges,
 * If-Modified-Since. Threads: a request is taken on a container thread and held by nobody while the
 * core makes its answer wait; answers are written on virtual threads. Start at {@link
 * org.wcs.web.hls.HlsFilter}, then {@link org.wcs.web.hls.HlsAnswer}.
 */
@NullMarked
package org.wcs.web.hls;

import org.jspecify.annotations.NullMarked;
