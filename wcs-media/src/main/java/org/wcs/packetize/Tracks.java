package org.wcs.packetize;

import java.util.concurrent.atomic.AtomicReference;
import org.wcs.lane.Lane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Feed;
import org.wcs.stream.FeedLimits;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** Makes tracks with both feeds: the one that is published and the one derived from it. */
public final class Tracks {
  private Tracks() {}

  /**
   * A track whose source publishes packets; its frames are put together while somebody reads them.
   *
   * @param id unique within the stream, counted from 0
   * @param writer the lane that will publish
   * @param source takes what readers of either feed ask for
   */
  public static Track ofPackets(
      int id, Codec codec, Lane writer, FeedSource source, TrackLimits limits) {
    FeedLimits feedLimits = feedLimits(codec, limits);
    AtomicReference<Track> made = new AtomicReference<>();
    Feed<RtpPacket> packets = new Feed<>(writer, source, feedLimits);
    Feed<Frame> frames =
        Feed.derived(
            packets,
            () -> new Depacketizer(codec, limits, now -> made.get().reordered(now)),
            feedLimits);
    made.set(new Track(id, codec, packets, frames, history(limits)));
    return made.get();
  }

  /**
   * A track whose source publishes frames; its packets are made while somebody reads them. They
   * count on when readers come back.
   *
   * @param id unique within the stream, counted from 0
   * @param writer the lane that will publish
   * @param source takes what readers of either feed ask for
   */
  public static Track ofFrames(
      int id, Codec codec, Lane writer, FeedSource source, TrackLimits limits) {
    FeedLimits feedLimits = feedLimits(codec, limits);
    RetransmissionCache history = history(limits);
    PacketNumbers numbers = new PacketNumbers();
    Feed<Frame> frames = new Feed<>(writer, source, feedLimits);
    Feed<RtpPacket> packets =
        Feed.derived(
            frames,
            () -> new Packetizer(codec, writer, numbers, history, limits.payloadOctets()),
            feedLimits);
    return new Track(id, codec, packets, frames, history);
  }

  private static FeedLimits feedLimits(Codec codec, TrackLimits limits) {
    long ticks = limits.cache().toMillis() * codec.clockRate() / 1_000;
    return new FeedLimits(limits.inboxUnits(), limits.cacheOctets(), ticks);
  }

  private static RetransmissionCache history(TrackLimits limits) {
    return new RetransmissionCache(limits.historyPackets(), limits.historyAge().toNanos());
  }
}
