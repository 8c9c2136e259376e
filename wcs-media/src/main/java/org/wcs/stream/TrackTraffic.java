package org.wcs.stream;

/**
 * What has gone over one track to one client, or to one other server.
 *
 * @param track what was sent
 * @param units packets or messages sent
 * @param octets bytes of these
 * @param skipped packets or messages left out
 * @param lost packets that have not arrived, as the other end tells; 0 if it tells nothing
 * @param roundTripMillis 0 while unknown
 */
public record TrackTraffic(
    Track track, long units, long octets, long skipped, long lost, int roundTripMillis) {

  /** Without word of the other end. */
  public static TrackTraffic sent(Track track, long units, long octets, long skipped) {
    return new TrackTraffic(track, units, octets, skipped, 0, 0);
  }

  /** With what had gone over the same track, or the one in whose place this is, before. */
  public TrackTraffic plus(TrackTraffic before) {
    return new TrackTraffic(
        track,
        units + before.units,
        octets + before.octets,
        skipped + before.skipped,
        lost,
        roundTripMillis);
  }
}
