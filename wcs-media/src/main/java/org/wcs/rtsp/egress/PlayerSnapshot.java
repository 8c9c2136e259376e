package org.wcs.rtsp.egress;

import java.util.List;

/**
 * What one player has got so far.
 *
 * @param tracks those that were set up
 */
public record PlayerSnapshot(List<Media> tracks) {
  public PlayerSnapshot {
    tracks = List.copyOf(tracks);
  }

  /** Packets sent, of all tracks. */
  public long packets() {
    return tracks.stream().mapToLong(Media::packets).sum();
  }

  /** Bytes of these. */
  public long bytes() {
    return tracks.stream().mapToLong(Media::bytes).sum();
  }

  /** Packets left out, of all tracks. */
  public long skipped() {
    return tracks.stream().mapToLong(Media::skipped).sum();
  }

  /**
   * One track.
   *
   * @param trackId the id of the {@link PlayTrack}
   * @param packets sent
   * @param bytes of these, headers included
   * @param skipped packets left out: the player was behind, they were lost inside, or too large
   * @param lost packets that the player has not received, as it tells; 0 if it tells nothing
   * @param jitterMillis as it tells
   * @param roundTripMillis 0 while unknown
   */
  public record Media(
      int trackId,
      long packets,
      long bytes,
      long skipped,
      long lost,
      long jitterMillis,
      int roundTripMillis) {}
}
