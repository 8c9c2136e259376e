package org.wcs.stream;

import org.jspecify.annotations.Nullable;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * One elementary stream: a codec and the two feeds that carry it, packets and frames. A source
 * publishes one of them, the other is derived from it. The published feed and the history are
 * written on the publisher's lane; everything may be read from any thread.
 */
public final class Track {

  private final int id;
  private final Codec codec;
  private final Feed<RtpPacket> packets;
  private final Feed<Frame> frames;
  private final RetransmissionCache history;
  private final TrackMeter meter;
  private volatile @Nullable ClockReading clock;
  private volatile long size;
  private volatile boolean reordered;
  private volatile long octets; // written by the publisher's lane alone
  private volatile long pictures;
  private @Nullable RtpPacket newestPacket; // publisher's lane
  private @Nullable Frame newestFrame; // publisher's lane
  private volatile @Nullable Splice<?> splice; // written on the publisher's lane

  /**
   * Makes a track.
   *
   * @param id unique within the stream, counted from 0
   * @param history the packets published last, for retransmission
   */
  public Track(
      int id,
      Codec codec,
      Feed<RtpPacket> packets,
      Feed<Frame> frames,
      RetransmissionCache history) {
    this.id = id;
    this.codec = codec;
    this.packets = packets;
    this.frames = frames;
    this.history = history;
    this.meter = new TrackMeter(codec.kind() == Codec.Kind.VIDEO);
  }

  /** Unique within the stream. */
  public int id() {
    return id;
  }

  /** The one codec of all units. */
  public Codec codec() {
    return codec;
  }

  /** The packets, as they arrive or as they are made of the frames. */
  public Feed<RtpPacket> packets() {
    return packets;
  }

  /** The frames in decoding order, as they arrive or as they are put together from packets. */
  public Feed<Frame> frames() {
    return frames;
  }

  /** The packets published last, by extended sequence number. */
  public RetransmissionCache history() {
    return history;
  }

  /** Publishes a packet and remembers it for retransmission; for a source of packets, its lane. */
  public void publish(RtpPacket packet) {
    octets += packet.payloadLength();
    pictures += packet.marker() ? 1 : 0;
    Splice<?> now = splice;
    if (now == null) {
      carry(packet);
    } else {
      now.publisherSent(packet);
    }
  }

  /** Publishes a frame; for a source of frames, on its lane. */
  public void publish(Frame frame) {
    octets += frame.octets();
    pictures++;
    Splice<?> now = splice;
    if (now == null) {
      carry(frame);
    } else {
      now.publisherSent(frame);
    }
  }

  /** Hands a packet to the readers, whoever sent it. Publisher's lane. */
  void carry(RtpPacket packet) {
    meter.packet(packet);
    RtpPacket last = newestPacket;
    newestPacket = last == null || packet.sequence() > last.sequence() ? packet : last;
    history.add(packet);
    packets.publish(packet);
  }

  /** Hands a frame to the readers, whoever sent it. Publisher's lane. */
  void carry(Frame frame) {
    meter.frame(frame);
    newestFrame = frame;
    frames.publish(frame);
  }

  /** Decides from now on whose units the track carries. Publisher's lane. */
  Splice<?> splice() {
    Splice<?> now = splice;
    if (now == null) {
      now =
          packets.isDerived()
              ? Splice.ofFrames(this, newestFrame)
              : Splice.ofPackets(this, newestPacket);
      splice = now;
    }
    return now;
  }

  /** What it carries, counted. */
  public TrackMeter meter() {
    return meter;
  }

  /** Payload bytes published so far. */
  public long octets() {
    return octets;
  }

  /** Frames published so far; of sound as packets only those with the marker. */
  public long pictures() {
    return pictures;
  }

  /** Nothing more comes. Publisher's lane. */
  public void end(EndReason reason) {
    packets.end(reason);
    frames.end(reason);
  }

  /** Whether pictures are shown in another order than they are decoded in (B-frames). */
  public boolean reordered() {
    return reordered;
  }

  /** Notes whether pictures are reordered. Publisher's lane. */
  public void reordered(boolean now) {
    reordered = now;
  }

  /**
   * When which timestamp was sampled, on a clock shared by the tracks of a stream, if known yet.
   */
  public @Nullable ClockReading clock() {
    return clock;
  }

  /** Notes a newer reading, null for one that is not known yet. Publisher's lane. */
  public void clock(@Nullable ClockReading reading) {
    Splice<?> now = splice;
    if (now == null) {
      clock = reading;
    } else {
      now.publisherClock(reading);
    }
  }

  /** Notes a reading that concerns what the readers get. Publisher's lane. */
  void carriedClock(ClockReading reading) {
    clock = reading;
  }

  /** Picture width in pixels, 0 while unknown and for audio. */
  public int width() {
    return (int) (size >>> 32);
  }

  /** Picture height in pixels, 0 while unknown and for audio. */
  public int height() {
    return (int) size;
  }

  /** Notes the picture size; tells whether it is new. Publisher's lane. */
  public boolean resize(int width, int height) {
    Splice<?> now = splice;
    return (now == null || now.publisherSize(width, height)) && carriedSize(width, height);
  }

  /** Notes the size of the pictures that the readers get. Publisher's lane. */
  boolean carriedSize(int width, int height) {
    long now = (long) width << 32 | height;
    boolean changed = now != size;
    size = now;
    return changed;
  }

  /**
   * One point of the line from lane time to media time.
   *
   * @param nanos lane time at which the sample was taken, as far as the sender's reports tell
   * @param pts its timestamp, ticks of the track clock
   */
  public record ClockReading(long nanos, long pts) {}
}
