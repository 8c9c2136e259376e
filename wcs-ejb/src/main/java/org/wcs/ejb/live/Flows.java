package org.wcs.ejb.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.Track;
import org.wcs.stream.TrackMeter;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerSnapshot;

/** Makes numbers of what the protocols count. */
final class Flows {

  private Flows() {}

  static Numbers.Flow of(PeerSnapshot.Media media, @Nullable Track track) {
    if (track == null) {
      return Numbers.Flow.NONE;
    }
    return new Numbers.Flow(
        CodecNames.number(track.codec()),
        new Numbers.Rate(media.bitsPerSecond(), media.framesPerSecond()),
        media.packets(),
        media.bytes(),
        new Numbers.Loss(media.lost(), media.nacks(), media.plis(), media.retransmitted()),
        syncMillis(track),
        pictures(track));
  }

  /** What comes in on a track, by the count of the track itself. */
  static Numbers.Flow published(@Nullable Track track) {
    if (track == null) {
      return Numbers.Flow.NONE;
    }
    TrackMeter.Arrival arrival = track.meter().arrival();
    return new Numbers.Flow(
        CodecNames.number(track.codec()),
        Numbers.Rate.NONE,
        track.meter().units(),
        track.octets(),
        new Numbers.Loss(arrival.lost(), 0, arrival.keyFramesAsked(), 0),
        syncMillis(track),
        pictures(track));
  }

  static @Nullable TrackTraffic first(List<TrackTraffic> traffic, Codec.Kind kind) {
    for (TrackTraffic each : traffic) {
      if (each.track().codec().kind() == kind) {
        return each;
      }
    }
    return null;
  }

  static Numbers.Flow sent(@Nullable TrackTraffic traffic) {
    if (traffic == null) {
      return Numbers.Flow.NONE;
    }
    Track track = traffic.track();
    return new Numbers.Flow(
        CodecNames.number(track.codec()),
        Numbers.Rate.NONE,
        traffic.units(),
        traffic.octets(),
        new Numbers.Loss(traffic.lost(), 0, 0, 0),
        syncMillis(track),
        pictures(track));
  }

  private static Numbers.Pictures pictures(Track track) {
    if (track.codec().kind() != Codec.Kind.VIDEO) {
      return Numbers.Pictures.NONE;
    }
    TrackMeter.Reading reading = track.meter().reading();
    return new Numbers.Pictures(
        reading.keys(), reading.predicted(), reading.bidirectional(), reading.gop());
  }

  /** Unix time where the sender's clock is known, else the time on the track's own clock. */
  private static long syncMillis(Track track) {
    TrackMeter.Reading reading = track.meter().reading();
    if (reading.pictures() == 0) {
      return 0;
    }
    Track.ClockReading clock = track.clock();
    long rate = track.codec().clockRate();
    if (clock == null) {
      return millis(reading.pts(), rate);
    }
    return WallClock.millis(clock.nanos()) + millis(reading.pts() - clock.pts(), rate);
  }

  private static long millis(long ticks, long rate) {
    return ticks / rate * 1_000 + ticks % rate * 1_000 / rate;
  }
}
