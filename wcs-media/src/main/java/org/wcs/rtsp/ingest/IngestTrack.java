package org.wcs.rtsp.ingest;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.Dimensions;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.KeyFrameRequester;
import org.wcs.rtp.feature.RateMeter;
import org.wcs.rtp.feature.ReceptionStatistics;
import org.wcs.rtp.feature.SourceNumbers;
import org.wcs.sdp.SdpCodecs;
import org.wcs.stream.Track;
import org.wcs.stream.TrackMeter;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * One medium on its way in: follows its source, drops what does not belong to it, keeps its time.
 * Lives through changes of the connection. On the ingest's lane.
 */
final class IngestTrack {

  private static final int FIRST_DYNAMIC = 96;
  private static final int RESTART_AFTER = 64;
  private static final int NONE = -1;
  private static final long KEY_FRAME_INTERVAL_NANOS = 1_000_000_000L;

  /** By how much a line of time may be wrong until the next pulse. */
  private static final long CLOCK_STEP_NANOS = 5_000_000L;

  private final IngestClock line;
  private final BiConsumer<IngestTrack, RtpPacket> out;
  private final TrackPackets packets;
  private final SourceNumbers numbers;
  private final ReceptionStatistics statistics;
  private final TrackClock clock;
  private final SeenNumbers seen = new SeenNumbers();
  private final RateMeter rate = new RateMeter();
  private final KeyFrameRequester keyFrames = new KeyFrameRequester(KEY_FRAME_INTERVAL_NANOS);
  private IngestMedia media;
  private @Nullable TrackOutlet outlet;
  private RtcpPacket.@Nullable SenderReport early;
  private long start = NONE; // timestamp of the moment playing began, until the source is heard
  private boolean current; // its source was heard over this connection
  private long newestPts = Long.MIN_VALUE;
  private long lastPts = Long.MIN_VALUE; // of the newest number
  private long toldOffset;
  private long reportedNanos = Long.MIN_VALUE;
  private int refused;
  private long doubles;
  private long dropped;
  private long keyFramesWanted;
  private long keyFramesAsked;

  /**
   * Makes a track nobody has heard yet.
   *
   * @param line the time of all tracks
   * @param out takes what can be published, in the order of arrival
   */
  IngestTrack(IngestMedia media, IngestClock line, BiConsumer<IngestTrack, RtpPacket> out) {
    this.media = media;
    this.line = line;
    this.packets = new TrackPackets(media, this::made);
    this.out = out;
    this.numbers = new SourceNumbers(packets.clockRate());
    this.statistics = new ReceptionStatistics(packets.clockRate());
    this.clock = new TrackClock(packets.clockRate(), media.codec().kind() == Codec.Kind.AUDIO);
    line.add(clock);
  }

  /** Whether a medium of another connection is the same one. */
  boolean goesOnAs(IngestMedia next) {
    return packets.goesOnAs(next);
  }

  /** The same medium comes by another connection. */
  void goOn(IngestMedia next) {
    media = next;
    packets.goOn(next);
    interrupted();
  }

  /** The connection is gone, and with it the source. */
  void interrupted() {
    numbers.release();
    clock.forget();
    early = null;
    start = NONE;
    current = false;
  }

  /** The timestamp, 0 to 2^32-1, of the moment at which playing began. */
  void playing(long timestamp, long nowNanos) {
    start = timestamp;
    if (current) {
      start(nowNanos);
    }
  }

  private void start(long nowNanos) {
    line.start(clock, numbers.peekPts((int) start), nowNanos);
    start = NONE;
  }

  IngestMedia media() {
    return media;
  }

  TrackPackets packets() {
    return packets;
  }

  KeyFrameRequester keyFrames() {
    return keyFrames;
  }

  ReceptionStatistics statistics() {
    return statistics;
  }

  boolean heard() {
    return numbers.heard();
  }

  int ssrc() {
    return numbers.ssrc();
  }

  @Nullable TrackOutlet outlet() {
    return outlet;
  }

  /** What is made here is published there from now on. */
  void open(TrackOutlet to) {
    outlet = to;
    tellClock();
  }

  /** Nothing is published from now on; what is known of the source stays. */
  void close() {
    outlet = null;
  }

  private void made(RtpPacket packet) {
    if (packet.resync()) {
      keyFrames.onKeyFrame(packet.arrivedNanos());
    }
    out.accept(this, packet);
  }

  /** A packet with a valid header, the bytes lent; tells whether it belongs to the track. */
  boolean receive(byte[] buffer, int offset, int length, long nowNanos) {
    SourceNumbers.Heard heard =
        takes(RtpHeader.payloadType(buffer, offset))
            ? numbers.hear(buffer, offset, nowNanos)
            : SourceNumbers.Heard.STRANGER;
    if (heard == SourceNumbers.Heard.STRANGER) {
      dropped++;
      return false;
    }
    boolean changed = heard == SourceNumbers.Heard.CHANGED;
    if (changed) {
      statistics.reset();
      clock.forget();
    }
    current = true;
    int timestamp = RtpHeader.timestamp(buffer, offset);
    int sequence = RtpHeader.sequence(buffer, offset);
    statistics.received(sequence, timestamp, nowNanos);
    long number = numbers.sequence(sequence);
    if (changed) {
      packets.gap(number);
    }
    if (seen.first(number)) {
      refused = 0;
      take(kept(buffer, offset, length), number, numbers.pts(timestamp, nowNanos), nowNanos);
    } else {
      refuse();
    }
    return true;
  }

  /** So many in a row are not doubles: the source counts anew. */
  private void refuse() {
    doubles++;
    refused++;
    if (refused >= RESTART_AFTER) {
      refused = 0;
      numbers.release();
    }
  }

  /** RFC 3551 has types for some codecs; of the others senders do not always keep to theirs. */
  private boolean takes(int payloadType) {
    return payloadType == media.format().payloadType()
        || payloadType == SdpCodecs.staticType(media.codec())
        || payloadType >= FIRST_DYNAMIC && media.description().formats().size() == 1;
  }

  /** The fixed header and the payload alone: nothing else concerns anybody behind. */
  private static byte[] kept(byte[] buffer, int offset, int length) {
    int payload = RtpHeader.payloadLength(buffer, offset, length);
    byte[] wire = new byte[TrackPackets.HEADER + payload];
    System.arraycopy(buffer, offset, wire, 0, TrackPackets.HEADER);
    int from = offset + RtpHeader.headerLength(buffer, offset);
    System.arraycopy(buffer, from, wire, TrackPackets.HEADER, payload);
    wire[0] = (byte) 0x80;
    return wire;
  }

  private void take(byte[] wire, long number, long pts, long nowNanos) {
    boolean newest = number > numbers.newestSequence();
    if (newest && pts != lastPts) {
      if (packets.reordered()) {
        clock.reorder();
      }
      clock.arrived(number, pts, nowNanos);
      lastPts = pts;
      newestPts = Math.max(newestPts, pts);
    }
    boolean ends = RtpHeader.marker(wire, 0) || packets.codec().kind() == Codec.Kind.AUDIO;
    rate.add(wire.length - TrackPackets.HEADER, ends, nowNanos);
    RtcpPacket.SenderReport report = early;
    if (report != null && report.ssrc() == numbers.ssrc()) {
      early = null;
      report(report, nowNanos);
    }
    if (start != NONE) {
      start(nowNanos);
    }
    if (outlet != null && toldOffset - clock.offset() > CLOCK_STEP_NANOS) {
      tellClock();
    }
    packets.take(wire, number, newest, pts, nowNanos);
    numbers.published(number, pts, nowNanos);
  }

  /** The sender tells the time of a timestamp; of a source not heard yet it is kept. */
  void report(RtcpPacket.SenderReport report, long nowNanos) {
    if (!numbers.heard() || numbers.ssrc() != report.ssrc()) {
      early = report;
      return;
    }
    statistics.senderReport(report.ntpTimestamp(), nowNanos);
    if (report.ntpTimestamp() != 0) { // RFC 3550 section 6.4.1: a sender without a clock
      line.report(clock, numbers.peekPts(report.rtpTimestamp()), report.ntpNanos());
    }
  }

  /** The source says good-bye. */
  void bye(int ssrc) {
    if (numbers.heard() && numbers.ssrc() == ssrc) {
      numbers.release();
    }
  }

  /** Tells the track the time where what it was told last is no longer true. */
  void tellClockIfMoved() {
    if (Math.abs(toldOffset - clock.offset()) > CLOCK_STEP_NANOS) {
      tellClock();
    }
  }

  /** Tells the track when its newest sample was taken. */
  void tellClock() {
    if (outlet != null && clock.known()) {
      toldOffset = clock.offset();
      outlet.clock(new Track.ClockReading(clock.nanos(newestPts) + toldOffset, newestPts));
    }
  }

  /** Tells the track what is missing. */
  void tellLosses() {
    if (outlet != null) {
      long lost = Math.max(0, statistics.lost());
      outlet.track().meter().arrived(new TrackMeter.Arrival(lost, keyFramesAsked));
    }
  }

  /** Whether it is time for a report; it counts as sent. */
  boolean reportDue(long nowNanos, long intervalNanos) {
    boolean due = reportedNanos == Long.MIN_VALUE || nowNanos - reportedNanos >= intervalNanos;
    reportedNanos = due ? nowNanos : reportedNanos;
    return due;
  }

  void wanted() {
    keyFramesWanted++;
  }

  void asked() {
    keyFramesAsked++;
  }

  IngestSnapshot.Media snapshot(long nowNanos) {
    double jitter = statistics.jitter() * 1_000.0 / packets.clockRate();
    Dimensions size = packets.size();
    return new IngestSnapshot.Media(
        packets.codec().encodingName(),
        packets.codec().kind() == Codec.Kind.VIDEO,
        numbers.heard() ? numbers.ssrc() : 0,
        new IngestSnapshot.Received(
            statistics.packets(), statistics.lost(), doubles, dropped, jitter),
        new IngestSnapshot.Traffic(
            rate.bytes(),
            rate.bitsPerSecond(nowNanos),
            rate.framesPerSecond(nowNanos),
            size == null ? 0 : size.width(),
            size == null ? 0 : size.height()),
        keyFramesWanted,
        keyFramesAsked);
  }
}
