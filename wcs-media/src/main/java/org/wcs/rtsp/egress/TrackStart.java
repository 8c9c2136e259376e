package org.wcs.rtsp.egress;

/**
 * With what a track begins, for the {@code RTP-Info} header (RFC 2326 section 12.33).
 *
 * @param trackId the id of the {@link PlayTrack}
 * @param sequence sequence number of the first packet, 0 to 65535
 * @param rtpTime its timestamp, 0 to 2^32 - 1
 */
public record TrackStart(int trackId, int sequence, long rtpTime) {}
