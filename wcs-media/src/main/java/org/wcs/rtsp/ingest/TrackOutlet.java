package org.wcs.rtsp.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.Depacketizer;
import org.wcs.packetize.Dimensions;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.Feedback;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * A track of the stream and the way into it: packets as they are, or the frames they hold where
 * nobody would understand the packets. On the publisher's lane.
 */
final class TrackOutlet implements Transform.Output<Frame> {

  private static final int INBOX_UNITS = 4_096;

  private final Track track;
  private final int clockRate; // of the packets
  private final Consumer<Feedback> wishes;
  private final @Nullable Depacketizer depacketizer;

  /** Makes a track of what is known now. */
  TrackOutlet(int id, Lane lane, RtspConfig.Ingest config, TrackPackets of, Consumer<Feedback> to) {
    this.wishes = to;
    this.clockRate = of.clockRate();
    TrackLimits limits = limits(config);
    Codec codec = of.codec();
    AacTransport transport = of.transport();
    this.depacketizer =
        transport != null
            ? Depacketizer.of(transport, limits)
            : of.startCoded() ? Depacketizer.of(codec, limits) : null;
    this.track =
        depacketizer == null
            ? Tracks.ofPackets(id, codec, lane, wishes::accept, limits)
            : Tracks.ofFrames(id, codec, lane, wishes::accept, limits);
    note(of);
  }

  private static TrackLimits limits(RtspConfig.Ingest config) {
    TrackLimits usual = TrackLimits.USUAL;
    return new TrackLimits(
        INBOX_UNITS,
        config.cacheBytes(),
        config.cacheTime(),
        usual.historyPackets(),
        usual.historyAge(),
        usual.waitPackets(),
        config.reorderWait(),
        usual.payloadOctets());
  }

  Track track() {
    return track;
  }

  /** Whether the track can go on with what is known now. */
  boolean fits(TrackPackets now) {
    return depacketizer != null || !now.startCoded();
  }

  /** Takes what was found out; tells whether the picture has another size. */
  boolean note(TrackPackets found) {
    if (found.reordered() && !track.reordered()) {
      track.reordered(true);
    }
    Dimensions size = found.size();
    return size != null && track.resize(size.width(), size.height());
  }

  void publish(RtpPacket packet) {
    if (depacketizer == null) {
      track.publish(packet);
    } else {
      depacketizer.apply(packet, this);
    }
  }

  /** Notes when a timestamp of the packets was sampled. */
  void clock(Track.ClockReading reading) {
    track.clock(Timeline.converted(reading, clockRate, track.codec().clockRate()));
  }

  @Override
  public void emit(Frame frame) {
    track.publish(frame);
  }

  @Override
  public void ask(Feedback wish) {
    wishes.accept(wish);
  }
}
