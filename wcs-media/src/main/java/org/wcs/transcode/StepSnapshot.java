package org.wcs.transcode;

/**
 * The numbers of one step since it was made.
 *
 * @param in units that came to it
 * @param out units it made
 * @param skipped units left out for lack of time or of a key frame
 * @param failed units the codec refused
 * @param busyNanos time spent in the codec
 * @param queued units waiting now
 */
public record StepSnapshot(
    long in, long out, long skipped, long failed, long busyNanos, int queued) {}
