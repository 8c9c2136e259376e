package org.wcs.rtsp.ingest;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.wcs.config.RtspConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.MediaUnit;
import org.wcs.unit.RtpPacket;

/** A publication on a lane of its own, and what becomes of it. */
final class Stage implements RtpIngest.Listener {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final RtspConfig.Ingest CONFIG = WcsConfig.defaults().rtsp().ingest();

  final ManualLane lane = new ManualLane();
  final StreamHub hub = new StreamHub();
  final List<MediaStream> published = new ArrayList<>();
  final List<String> ended = new ArrayList<>();
  final List<byte[]> rtcp = new ArrayList<>();
  final RtpIngest ingest;
  int keyFramesWanted;

  Stage() {
    this(CONFIG);
  }

  Stage(RtspConfig.Ingest config) {
    lane.advance(1_000 * SECOND);
    ingest =
        new RtpIngest(
            new RtpIngest.Order("cam", new Publisher("s", "m", "RTSP"), lane, hub, config), this);
  }

  /** H.264 with parameter sets and G.711, of payload types 96 and 0. */
  static String sdp(boolean sprop) {
    String sets =
        Base64.getEncoder().encodeToString(RtpSource.SPS)
            + ","
            + Base64.getEncoder().encodeToString(RtpSource.PPS);
    String profile = HexFormat.of().formatHex(RtpSource.SPS, 1, 4);
    return "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1"
        + (sprop ? ";profile-level-id=" + profile + ";sprop-parameter-sets=" + sets : "")
        + "\r\na=control:trackID=0\r\n"
        + "m=audio 0 RTP/AVP 0\r\na=control:trackID=1\r\n";
  }

  static IngestPlan planOf(String sdp) {
    try {
      return IngestPlan.of(SessionDescription.parse(sdp));
    } catch (SdpException wrong) {
      throw new AssertionError(wrong);
    }
  }

  boolean plan(String sdp) {
    boolean[] good = new boolean[1];
    lane.run(() -> good[0] = ingest.plan(planOf(sdp)));
    return good[0];
  }

  void rtp(int media, byte[] packet) {
    byte[] lent = new byte[packet.length + 7];
    System.arraycopy(packet, 0, lent, 4, packet.length);
    lane.run(() -> ingest.rtp(media, lent, 4, packet.length));
    java.util.Arrays.fill(lent, (byte) 0x55); // it was lent
  }

  void rtcp(int media, byte[] packet) {
    lane.run(() -> ingest.rtcp(media, packet, 0, packet.length));
  }

  void playing(int media, long timestamp) {
    lane.run(() -> ingest.playing(media, timestamp));
  }

  /** Time passes, with pulses. */
  void pass(long nanos) {
    long left = nanos;
    while (left > 0) {
      long step = Math.min(left, 250 * MILLI);
      lane.advance(step);
      lane.run(ingest::pulse);
      left -= step;
    }
  }

  MediaStream stream() {
    return hub.find("cam").orElseThrow();
  }

  Track video() {
    return stream().track(Codec.Kind.VIDEO).orElseThrow();
  }

  Track audio() {
    return stream().track(Codec.Kind.AUDIO).orElseThrow();
  }

  Ear<RtpPacket> packets(Track track) {
    Ear<RtpPacket> ear = new Ear<>(lane);
    track.packets().subscribe(ear);
    lane.drain();
    return ear;
  }

  Ear<Frame> frames(Track track) {
    Ear<Frame> ear = new Ear<>(lane);
    track.frames().subscribe(ear);
    lane.drain();
    return ear;
  }

  @Override
  public void published(MediaStream stream) {
    published.add(stream);
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    rtcp.add(java.util.Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public void ended(EndReason reason, String why) {
    ended.add(reason.name());
  }

  @Override
  public void keyFrameWanted() {
    keyFramesWanted++;
  }

  /** A reader that keeps all. */
  static final class Ear<U extends MediaUnit> implements Sink<U> {
    final List<U> units = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();
    private final Lane lane;

    Ear(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(U unit) {
      units.add(unit);
    }

    @Override
    public void ended(EndReason reason) {
      ends.add(reason);
    }
  }
}
