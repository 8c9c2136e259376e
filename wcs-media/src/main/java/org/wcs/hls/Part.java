package org.wcs.hls;

/**
 * A part of a segment. Frozen.
 *
 * @param file its content
 * @param durationNanos how long it is
 * @param independent whether it begins with a key frame
 */
record Part(StoredFile file, long durationNanos, boolean independent) {}
