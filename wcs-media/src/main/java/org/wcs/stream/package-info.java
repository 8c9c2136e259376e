/**
 * The centre of the server: named streams of tracks of feeds, and who reads them.
 *
 * <p>Spec: none; no protocol is known here. Threads: a feed is written on its publisher's lane and
 * read on each reader's lane; the hub may be used from any thread. Start at {@link
 * org.wcs.stream.StreamHub}, then {@link org.wcs.stream.Feed}.
 */
@NullMarked
package org.wcs.stream;

import org.jspecify.annotations.NullMarked;
