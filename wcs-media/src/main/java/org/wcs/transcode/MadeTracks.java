package org.wcs.transcode;

import java.time.Duration;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** Makes the tracks that are filled here. */
final class MadeTracks {

  private static final TrackLimits VIDEO = TrackLimits.USUAL;
  private static final TrackLimits AUDIO =
      TrackLimits.USUAL.withCache(64 << 10, Duration.ofMillis(500));

  private MadeTracks() {}

  /** A track whose frames are published on the lane by the source. */
  static Track make(int id, Codec codec, Lane writer, FeedSource source) {
    return Tracks.ofFrames(id, codec, writer, source, limits(codec.kind()));
  }

  private static TrackLimits limits(Codec.Kind kind) {
    return switch (kind) {
      case VIDEO -> VIDEO;
      case AUDIO -> AUDIO;
    };
  }
}
