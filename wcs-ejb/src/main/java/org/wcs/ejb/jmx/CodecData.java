package org.wcs.ejb.jmx;

/**
 * A decoder or an encoder at work.
 *
 * @param stream whose track it is
 * @param track of the stream
 * @param codec by its name
 * @param encoder whether it encodes
 * @param readers of what is made
 * @param in units that came to it
 * @param out units it made
 * @param skipped units left out
 * @param failed units it refused
 * @param busyMillis time spent in it
 * @param queued units waiting now
 */
public record CodecData(
    String stream,
    int track,
    String codec,
    boolean encoder,
    int readers,
    long in,
    long out,
    long skipped,
    long failed,
    long busyMillis,
    int queued) {}
