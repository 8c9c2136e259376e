package org.wcs.rtsp.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.Dimensions;
import org.wcs.packetize.InBand;
import org.wcs.packetize.NalUnits;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.feature.PictureStarts;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/**
 * Makes packets that can be published of what a source sends, and finds out what they carry.
 * Parameter sets that the sender does not send with a key frame go in front of it in packets of
 * their own. One lane.
 */
final class TrackPackets {

  static final int HEADER = RtpHeader.FIXED_LENGTH;

  private final Consumer<RtpPacket> out;
  private final @Nullable PictureSets sets;
  private final PictureStarts starts;
  private final NumberShift shift = new NumberShift();
  private final boolean certain;
  private Codec codec;
  private @Nullable AacTransport transport; // of AAC that is not packed as tracks have it
  private boolean shown; // the packets have said what the description did not
  private boolean startCoded;
  private boolean reordered;
  private long latestPts = Long.MIN_VALUE;
  private @Nullable Dimensions size;

  /**
   * Makes the entry of a medium.
   *
   * @param out takes the packets, in the order of arrival
   */
  TrackPackets(IngestMedia media, Consumer<RtpPacket> out) {
    this.out = out;
    this.codec = media.codec();
    PayloadFormat format = media.format();
    AacTransport lies = SdpCodecs.aac(format);
    this.transport = lies == null || lies.usual() ? null : lies;
    this.sets = PictureSets.of(codec, SdpCodecs.parameterSets(format));
    this.starts = new PictureStarts(codec);
    this.certain = certain(format);
    measureSets();
  }

  /** AAC without a configuration will not say more, but for LATM that carries it. */
  private boolean certain(PayloadFormat format) {
    if (!(codec instanceof Codec.Aac)) {
      return SdpCodecs.certain(format);
    }
    AacTransport lies = transport;
    return lies == null
        || !(lies.layout() instanceof AacTransport.Latm latm)
        || latm.config() != null;
  }

  /** Whether another connection brings the same. */
  boolean goesOnAs(IngestMedia next) {
    AacTransport lies = SdpCodecs.aac(next.format());
    boolean sameWay =
        lies == null || lies.usual() ? transport == null : lies.equals(transport) || shown;
    boolean pictures = codec.kind() == Codec.Kind.VIDEO || codec instanceof Codec.Mp3;
    boolean same =
        pictures || shown
            ? codec.getClass() == next.codec().getClass()
            : codec.equals(next.codec());
    return sameWay && same;
  }

  /** Takes what the description of another connection says. */
  void goOn(IngestMedia next) {
    byte[] more = SdpCodecs.parameterSets(next.format());
    if (sets != null && more != null) {
      sets.tell(more);
    }
  }

  /** Ticks per second of the RTP timestamps. */
  int clockRate() {
    return transport == null ? codec.clockRate() : transport.clockRate();
  }

  /** What it is, as far as is known. */
  Codec codec() {
    return codec;
  }

  /** How AAC lies in the packets, if readers of packets would not understand it as it is. */
  @Nullable AacTransport transport() {
    return transport;
  }

  /** Whether readers of packets would not understand pictures as they are. */
  boolean startCoded() {
    return startCoded;
  }

  /** Whether the codec is known as exactly as viewers need it. */
  boolean known() {
    return sets == null ? certain || shown : sets.complete();
  }

  /** Whether pictures come in another order than they are shown in. */
  boolean reordered() {
    return reordered;
  }

  @Nullable Dimensions size() {
    return size;
  }

  /** Something is missing before a number: what is before and behind does not join. */
  void gap(long number) {
    shift.insert(number, 1);
  }

  /**
   * Takes a packet: a fixed header and a payload.
   *
   * @param number extended sequence number of the source
   * @param newest whether no packet has come with a higher number
   */
  void take(byte[] wire, long number, boolean newest, long pts, long nowNanos) {
    int length = wire.length - HEADER;
    if (codec instanceof Codec.Video) {
      noteOrder(pts, newest);
    } else if (!certain && !shown) {
      look(wire, length);
    }
    boolean resync = startsHere(wire, number, newest, pts, nowNanos);
    boolean marker = RtpHeader.marker(wire, 0);
    long to = shift.of(number);
    out.accept(new RtpPacket(wire, HEADER, length, marker, to, pts, resync, nowNanos));
  }

  /** A picture that is shown before one that came earlier: the sender has B-frames. */
  private void noteOrder(long pts, boolean newest) {
    if (pts > latestPts) {
      latestPts = pts;
    } else if (newest && pts < latestPts) {
      reordered = true;
    }
  }

  private void look(byte[] wire, int length) {
    AacTransport lies = transport;
    if (lies != null) {
      AacTransport seen = InBand.transport(lies, wire, HEADER, length);
      if (seen != null) {
        transport = seen;
        codec = seen.codec();
        shown = true;
      }
      return;
    }
    Codec seen = InBand.codec(codec, wire, HEADER, length);
    if (seen != null) {
      codec = seen;
      shown = true;
    }
  }

  private boolean startsHere(byte[] wire, long number, boolean newest, long pts, long nowNanos) {
    int length = wire.length - HEADER;
    PictureStarts.Start start = starts.look(wire, HEADER, length, pts);
    if (!(codec instanceof Codec.Video video)) {
      return true;
    }
    startCoded |= InBand.startCodes(video, wire, HEADER, length);
    boolean inBand = false;
    if (sets != null && sets.overhear(wire, HEADER, length)) {
      inBand = true;
      codec = sets.exact(codec);
    }
    if (start == PictureStarts.Start.NONE) {
      return false;
    }
    measure(video, wire, HEADER, length);
    boolean first = start == PictureStarts.Start.FIRST;
    if (!first || sets == null || inBand) {
      return first;
    }
    if (newest && sets.complete()) {
      insert(wire, number, pts, nowNanos, sets.all());
    }
    return false; // it starts with the sets, or nobody could decode it
  }

  private void insert(byte[] model, long before, long pts, long nowNanos, byte[] units) {
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
    if (sets != null && codec instanceof Codec.Video video) {
      byte[] units = sets.all();
      for (int at = NalUnits.first(units); at >= 0; at = NalUnits.next(units, at)) {
        measure(video, units, at, NalUnits.length(units, at));
      }
      reordered = sets.reordered();
    }
  }

  private void measure(Codec.Video video, byte[] bytes, int offset, int length) {
    Dimensions found = Dimensions.of(video, bytes, offset, length);
    if (found != null) {
      size = found;
    }
  }
}
