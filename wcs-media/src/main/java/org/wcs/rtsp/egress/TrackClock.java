package org.wcs.rtsp.egress;

import org.wcs.stream.Timeline;
import org.wcs.stream.Track;
import org.wcs.unit.RtpPacket;

/**
 * Tells when the packets of a track were sampled, on the clock that all tracks of the stream share.
 * While the publisher's clock is not known, the first packet counts as sampled when it came. One
 * reader, one lane.
 */
final class TrackClock {

  private static final long SECOND = 1_000_000_000L;

  private final Track track;
  private final Timeline timeline;
  private boolean anchored;
  private long anchorNanos; // lane time of timestamp 0

  TrackClock(Track track) {
    this.track = track;
    this.timeline = new Timeline(track);
  }

  /** Lane time at which the sample of the packet was taken. */
  long nanos(RtpPacket packet) {
    if (track.clock() != null) {
      return timeline.nanos(packet.pts());
    }
    long scaled = scaled(packet.pts());
    if (!anchored) {
      anchored = true;
      anchorNanos = packet.arrivedNanos() - scaled;
    }
    return anchorNanos + scaled;
  }

  /** Nanoseconds from the time of the media to the clock, as of this packet. */
  long offset(RtpPacket packet) {
    return nanos(packet) - scaled(packet.pts());
  }

  private long scaled(long pts) {
    long rate = track.codec().clockRate();
    return pts / rate * SECOND + pts % rate * SECOND / rate;
  }
}
