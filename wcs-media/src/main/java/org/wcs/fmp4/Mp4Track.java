package org.wcs.fmp4;

/**
 * A track of an init segment. Immutable.
 *
 * @param id from 1 on
 * @param timescale ticks in a second of all times of the track
 * @param entry how its samples are coded
 */
public record Mp4Track(int id, int timescale, SampleEntry entry) {
  public Mp4Track {
    if (id < 1 || timescale < 1) {
      throw new IllegalArgumentException("track " + id + " at " + timescale + " Hz");
    }
  }

  boolean video() {
    return entry instanceof SampleEntry.Visual;
  }
}
