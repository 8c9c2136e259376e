package org.wcs.hls;

/**
 * A frame on the clock of the playlist: the time of its stream, begun anew with the playlist and
 * never running backwards.
 *
 * @param video whether it is a picture
 * @param nanos decoding time in nanoseconds, by which pictures and sound are put in order
 * @param dts decoding time, ticks of the track's clock
 * @param pts presentation time, ticks of the track's clock
 * @param key whether decoding can start here
 * @param capturedNanos when was captured what a player shows first if it begins here, lane time
 * @param payload as {@link org.wcs.unit.Frame} has it
 */
record Sample(
    boolean video,
    long nanos,
    long dts,
    long pts,
    boolean key,
    long capturedNanos,
    byte[] payload) {}
