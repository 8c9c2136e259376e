/**
 * HLS: cuts published streams into segments and parts and answers requests for them.
 *
 * <p>Spec: RFC 8216 and draft-pantos-hls-rfc8216bis (sections 4.4, 6.2 and appendix B: parts,
 * blocking reload, preload hints, delta updates, rendition reports); no encryption, no date ranges,
 * no adaptive ladder. Threads: a request may come on any thread; everything about one stream
 * happens on one lane. Start at {@link org.wcs.hls.HlsProtocol}, then {@code Origin}.
 */
@NullMarked
package org.wcs.hls;

import org.jspecify.annotations.NullMarked;
