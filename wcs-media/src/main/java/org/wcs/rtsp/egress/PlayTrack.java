package org.wcs.rtsp.egress;

import org.wcs.sdp.PayloadFormat;
import org.wcs.stream.Track;

/**
 * One track as it is offered to a player.
 *
 * @param id stands in its control URL, {@code trackID=<id>}
 * @param format how the description tells of it
 * @param ssrc the synchronization source of its packets, the same for all players
 */
public record PlayTrack(int id, Track track, PayloadFormat format, int ssrc) {}
