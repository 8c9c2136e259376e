package org.wcs.rtsp.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.Depacketizer;
import org.wcs.packetize.Dimensions;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.KeyFrameRequester;
import org.wcs.rtp.feature.PictureStarts;
import org.wcs.rtp.feature.RateMeter;
import org.wcs.rtp.feature.ReceptionStatistics;
import org.wcs.rtp.feature.SourceNumbers;
import org.wcs.sdp.SdpCodecs;
import org.wcs.stream.Feedback;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * One medium on its way in: follows its source, drops what does not belong to it, and makes packets
 * that a track can be published of. Lives through changes of the connection. On the ingest's lane.
 */
final class IngestTrack {

  private static final int HEADER = RtpHeader.FIXED_LENGTH;
  private static final int FIRST_DYNAMIC = 96;
  private static final int INBOX_UNITS = 4_096;
  private static final long KEY_FRAME_INTERVAL_NANOS = 1_000_000_000L;
  private static final long CLOCK_STEP_NANOS = 5_000_000L;

  private final Codec told;
  private final @Nullable AacTransport transport; // of packets that are not as tracks have them
  private final int clockRate; // of the RTP timestamps
  private final @Nullable PictureSets sets;
  private final SourceNumbers numbers;
  private final ReceptionStatistics statistics;
  private final PictureStarts starts;
  private final TrackClock clock;
  private final NumberShift shift = new NumberShift();
  private final SeenNumbers seen = new SeenNumbers();
  private final RateMeter rate = new RateMeter();
  private final KeyFrameRequester keyFrames = new KeyFrameRequester(KEY_FRAME_INTERVAL_NANOS);
  private final IngestClock line;
  private final Consumer<RtpPacket> out;
  private IngestMedia media;
  private @Nullable Track track;
  private @Nullable Depacketizer depacketizer;
  private final FrameOutput frames = new FrameOutput();
  private RtcpPacket.@Nullable SenderReport early;
  private @Nullable Dimensions size;
  private long newestPts = Long.MIN_VALUE;
  private boolean reordered;
  private long shownOffset;
  private boolean shown;
  private boolean reporting;
  private long reportedNanos;
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
  IngestTrack(IngestMedia media, IngestClock line, Consumer<RtpPacket> out) {
    this.media = media;
    this.line = line;
    this.out = out;
    AacTransport lies = SdpCodecs.aac(media.format());
    this.transport = lies == null || lies.usual() ? null : lies;
    this.told = media.codec();
    this.clockRate = transport == null ? told.clockRate() : transport.clockRate();
    this.sets = PictureSets.of(told, SdpCodecs.parameterSets(media.format()));
    this.numbers = new SourceNumbers(clockRate);
    this.statistics = new ReceptionStatistics(clockRate);
    this.starts = new PictureStarts(told);
    this.clock = new TrackClock(clockRate);
    line.add(clock);
    measureSets();
  }

  /** Whether a medium of another connection is the same one. */
  boolean goesOnAs(IngestMedia next) {
    AacTransport lies = SdpCodecs.aac(next.format());
    boolean plain = lies == null || lies.usual();
    boolean sameWay = plain ? transport == null : lies.equals(transport);
    return sameWay
        && (video() ? told.getClass() == next.codec().getClass() : told.equals(next.codec()));
  }

  /** The same medium comes by another connection, or may come by one. */
  void goOn(IngestMedia next) {
    media = next;
    byte[] more = SdpCodecs.parameterSets(next.format());
    if (sets != null && more != null) {
      sets.tell(more);
    }
    interrupted();
  }

  void interrupted() {
    numbers.release();
    clock.forgetReport();
    early = null;
  }

  IngestMedia media() {
    return media;
  }

  boolean video() {
    return told.kind() == Codec.Kind.VIDEO;
  }

  /** Whether the codec is known as exactly as viewers need it. */
  boolean known() {
    return sets == null || sets.complete();
  }

  TrackClock clock() {
    return clock;
  }

  KeyFrameRequester keyFrames() {
    return keyFrames;
  }

  @Nullable Track track() {
    return track;
  }

  boolean heard() {
    return numbers.heard();
  }

  int ssrc() {
    return numbers.ssrc();
  }

  ReceptionStatistics statistics() {
    return statistics;
  }

  /** Makes the track that everything from now on is published to. */
  Track open(int id, Lane lane, RtspConfig.Ingest config, Consumer<Feedback> wishes) {
    TrackLimits limits = limits(config);
    Codec codec = sets == null ? told : sets.exact(told);
    Track made;
    if (transport == null) {
      made = Tracks.ofPackets(id, codec, lane, wishes::accept, limits);
    } else {
      made = Tracks.ofFrames(id, codec, lane, wishes::accept, limits);
      depacketizer = Depacketizer.of(transport, limits);
    }
    made.reordered(reordered);
    if (size != null) {
      made.resize(size.width(), size.height());
    }
    track = made;
    shown = false;
    tellClock();
    return made;
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

  /** Nothing is published from now on; what is known of the source stays. */
  void close() {
    track = null;
    depacketizer = null;
  }

  /** What was made here goes to the track. */
  void publish(RtpPacket packet) {
    if (depacketizer != null) {
      depacketizer.apply(packet, frames);
    } else if (track != null) {
      track.publish(packet);
    }
  }

  /** A packet with a valid header; the bytes are lent. */
  void receive(byte[] buffer, int offset, int length, long nowNanos) {
    if (!takes(RtpHeader.payloadType(buffer, offset))) {
      dropped++;
      return;
    }
    SourceNumbers.Heard heard = numbers.hear(buffer, offset, nowNanos);
    if (heard == SourceNumbers.Heard.STRANGER) {
      dropped++;
      return;
    }
    boolean changed = heard == SourceNumbers.Heard.CHANGED;
    if (changed) {
      statistics.reset();
      clock.forgetReport();
    }
    int timestamp = RtpHeader.timestamp(buffer, offset);
    int sequence = RtpHeader.sequence(buffer, offset);
    statistics.received(sequence, timestamp, nowNanos);
    long number = numbers.sequence(sequence);
    if (changed) {
      shift.insert(number, 1); // something is missing: frames before and behind do not join
    }
    if (!seen.first(number)) {
      doubles++;
      return;
    }
    take(kept(buffer, offset, length), number, numbers.pts(timestamp, nowNanos), nowNanos);
  }

  /** RFC 3551 has types for some codecs; of the others senders do not always keep to theirs. */
  private boolean takes(int payloadType) {
    return payloadType == media.format().payloadType()
        || payloadType == SdpCodecs.staticType(told)
        || payloadType >= FIRST_DYNAMIC && media.description().formats().size() == 1;
  }

  /** The fixed header and the payload alone: nothing else concerns anybody behind. */
  private static byte[] kept(byte[] buffer, int offset, int length) {
    int payload = RtpHeader.payloadLength(buffer, offset, length);
    byte[] wire = new byte[HEADER + payload];
    System.arraycopy(buffer, offset, wire, 0, HEADER);
    int from = offset + RtpHeader.headerLength(buffer, offset);
    System.arraycopy(buffer, from, wire, HEADER, payload);
    wire[0] = (byte) 0x80;
    return wire;
  }

  private void take(byte[] wire, long number, long pts, long nowNanos) {
    boolean newest = number > numbers.newestSequence();
    if (newest && pts != newestPts) {
      clock.arrived(pts, nowNanos);
      noteOrder(pts);
    }
    int payload = wire.length - HEADER;
    boolean marker = RtpHeader.marker(wire, 0);
    rate.add(payload, marker || !video(), nowNanos);
    boolean resync = startsHere(wire, number, pts, nowNanos);
    numbers.published(number, pts, nowNanos);
    out.accept(
        new RtpPacket(wire, HEADER, payload, marker, shift.of(number), pts, resync, nowNanos));
    RtcpPacket.SenderReport report = early;
    if (report != null && report.ssrc() == numbers.ssrc()) {
      early = null;
      report(report, nowNanos);
    }
    if (track != null && (!shown || shownOffset - clock.offset() > CLOCK_STEP_NANOS)) {
      tellClock();
    }
  }

  /** A picture behind one that is shown later: the sender has B-frames. */
  private void noteOrder(long pts) {
    if (pts > newestPts) {
      newestPts = pts;
    } else if (video() && !reordered) {
      reordered = true;
      if (track != null) {
        track.reordered(true);
      }
    }
  }

  /**
   * Whether decoding can start with this packet. Parameter sets that the sender does not send with
   * a key frame go in front of it in packets of their own; decoding starts with the first of these.
   */
  private boolean startsHere(byte[] wire, long number, long pts, long nowNanos) {
    int length = wire.length - HEADER;
    PictureStarts.Start start = starts.look(wire, HEADER, length, pts);
    boolean inBand = sets != null && sets.overhear(wire, HEADER, length);
    if (start == PictureStarts.Start.NONE) {
      return false;
    }
    if (told instanceof Codec.Video codec) {
      keyFrames.onKeyFrame(nowNanos);
      measure(Dimensions.of(codec, wire, HEADER, length));
    }
    boolean first = start == PictureStarts.Start.FIRST;
    if (!first || sets == null || inBand) {
      return first;
    }
    if (sets.complete() && number > numbers.newestSequence()) {
      insertSets(wire, number, pts, nowNanos, sets.all());
    }
    return false;
  }

  private void insertSets(byte[] model, long before, long pts, long nowNanos, byte[] units) {
    int count = 0;
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      count++;
    }
    long number = shift.insert(before, count);
    boolean first = true;
    for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
      int length = NalUnits.length(units, at);
      byte[] wire = new byte[HEADER + length];
      System.arraycopy(model, 0, wire, 0, HEADER);
      wire[1] &= 0x7F; // no marker
      RtpHeader.writeShort(wire, 2, (int) number);
      System.arraycopy(units, at, wire, HEADER, length);
      out.accept(new RtpPacket(wire, HEADER, length, false, number, pts, first, nowNanos));
      first = false;
      number++;
    }
  }

  private void measureSets() {
    if (sets != null && told instanceof Codec.Video codec) {
      byte[] units = sets.all();
      for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
        measure(Dimensions.of(codec, units, at, NalUnits.length(units, at)));
      }
    }
  }

  private void measure(@Nullable Dimensions found) {
    if (found != null) {
      size = found;
    }
  }

  /** Tells the track its size; whether that is a new one. */
  boolean resized() {
    return track != null && size != null && track.resize(size.width(), size.height());
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

  /** Tells the track when its newest sample was taken. */
  void tellClock() {
    Track to = track;
    if (to == null || !clock.known()) {
      return;
    }
    shown = true;
    shownOffset = clock.offset();
    Track.ClockReading reading =
        new Track.ClockReading(clock.nanos(newestPts) + shownOffset, newestPts);
    to.clock(Timeline.converted(reading, clockRate, to.codec().clockRate()));
  }

  /** Whether it is time for a report; it counts as sent. */
  boolean reportDue(long nowNanos, long intervalNanos) {
    boolean due = !reporting || nowNanos - reportedNanos >= intervalNanos;
    if (due) {
      reporting = true;
      reportedNanos = nowNanos;
    }
    return due;
  }

  void wanted() {
    keyFramesWanted++;
  }

  void asked() {
    keyFramesAsked++;
  }

  IngestSnapshot.Media snapshot(long nowNanos) {
    double jitter = statistics.jitter() * 1_000.0 / clockRate;
    return new IngestSnapshot.Media(
        told.encodingName(),
        video(),
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

  /** Frames of packets that tracks cannot have as they are. */
  private final class FrameOutput implements Transform.Output<Frame> {
    @Override
    public void emit(Frame frame) {
      if (track != null) {
        track.publish(frame);
      }
    }

    @Override
    public void ask(Feedback wish) {
      // sound needs no key frame
    }
  }
}
