package org.wcs.hls;

/**
 * One stream being cut, as it was at one moment.
 *
 * @param streamName the stream
 * @param format {@code ts} or {@code fmp4}
 * @param viewers sessions that have asked for something lately
 * @param waiters requests that wait
 * @param mediaSequence number of the newest complete segment, -1 before the first
 * @param segments how many segments the playlist has
 * @param startedNanos lane time of the start
 * @param ended whether the stream is over
 */
public record HlsOriginSnapshot(
    String streamName,
    String format,
    int viewers,
    int waiters,
    long mediaSequence,
    int segments,
    long startedNanos,
    boolean ended) {}
