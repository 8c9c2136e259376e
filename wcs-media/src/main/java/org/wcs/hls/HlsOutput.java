package org.wcs.hls;

import java.util.List;
import org.wcs.stream.Track;

/**
 * One stream being cut, as a player of the stream.
 *
 * @param mediaSessionId its name among all that plays
 * @param origin how the cutting goes
 * @param tracks what is cut; empty before it begins
 * @param segments how many have been made of them, playlists of sound counted apart
 * @param octets bytes of these
 */
public record HlsOutput(
    String mediaSessionId,
    HlsOriginSnapshot origin,
    List<Track> tracks,
    long segments,
    long octets) {
  public HlsOutput {
    tracks = List.copyOf(tracks);
  }
}
