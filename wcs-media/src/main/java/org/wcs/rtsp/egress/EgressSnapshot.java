package org.wcs.rtsp.egress;

/**
 * All players together, since the start.
 *
 * @param players that play now
 * @param described descriptions made
 * @param packets packets sent
 * @param bytes bytes of these
 * @param skipped packets left out because a player was behind, or too large for UDP
 */
public record EgressSnapshot(int players, long described, long packets, long bytes, long skipped) {}
