package org.wcs.hls;

/**
 * Figures of all streams together.
 *
 * @param origins streams being cut
 * @param viewers sessions that have asked for something lately
 * @param waiters requests that wait
 * @param segments segments made since start
 * @param parts parts made since start
 * @param octetsMade bytes of all segments made since start
 * @param octetsSent bytes of content sent since start
 * @param requests requests since start
 * @param refused requests answered by anything but 200 since start
 */
public record HlsStatistics(
    int origins,
    int viewers,
    int waiters,
    long segments,
    long parts,
    long octetsMade,
    long octetsSent,
    long requests,
    long refused) {}
