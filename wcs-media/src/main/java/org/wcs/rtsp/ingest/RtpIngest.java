package org.wcs.rtsp.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;
import org.wcs.stream.Track;

/**
 * Makes a stream of the hub out of RTP. The stream is entered when the first packet has come and
 * its codecs are known; it goes on when the same media come by another connection. Everything
 * happens on its lane; malformed and foreign packets are counted and dropped.
 */
public final class RtpIngest {

  private static final Logger LOG = System.getLogger(RtpIngest.class.getName());
  private static final int SHORTEST_RTCP = 8;

  /** A sender whose pictures do not say what they are has failed after this. */
  private static final long UNREADABLE_NANOS = 10_000_000_000L;

  private final Order order;
  private final Listener listener;
  private final IngestFeedback feedback;
  private final IngestStream entry;
  private IngestClock line = new IngestClock();
  private List<IngestTrack> tracks = List.of();
  private IngestTrack[] byMedia = new IngestTrack[0];
  private boolean over;
  private boolean connected;
  private long mediaNanos;
  private long packets;
  private long bytes;
  private long dropped;

  /** Makes a publication that waits for its first {@link #plan}. */
  public RtpIngest(Order order, Listener listener) {
    this.order = order;
    this.listener = listener;
    this.feedback = new IngestFeedback(order.name(), listener);
    this.entry = new IngestStream(order, new Host());
    this.mediaNanos = order.lane().nanoTime();
  }

  /**
   * A connection will bring these media. The same codecs as before go on in the same tracks; others
   * end the stream, and another is entered.
   *
   * @return false if there is nothing to take, or all is over
   */
  public boolean plan(IngestPlan plan) {
    if (over || plan.empty()) {
      return false;
    }
    connected = true;
    mediaNanos = order.lane().nanoTime();
    if (goesOn(plan.media())) {
      for (int i = 0; i < tracks.size(); i++) {
        tracks.get(i).goOn(plan.media().get(i));
      }
      return true;
    }
    entry.leave(EndReason.STOPPED_BY_PUBLISHER);
    begin(plan.media());
    return true;
  }

  private boolean goesOn(List<IngestMedia> media) {
    boolean same = !tracks.isEmpty() && tracks.size() == media.size();
    for (int i = 0; same && i < media.size(); i++) {
      same = tracks.get(i).goesOnAs(media.get(i));
    }
    return same;
  }

  private void begin(List<IngestMedia> media) {
    line = new IngestClock();
    List<IngestTrack> made = new ArrayList<>();
    for (IngestMedia each : media) {
      made.add(new IngestTrack(each, line, entry::take));
    }
    tracks = List.copyOf(made);
    entry.begin(tracks);
    byMedia = made.toArray(new IngestTrack[0]);
  }

  /**
   * A datagram or an interleaved frame of RTP.
   *
   * @param media index into the media of the plan
   * @param buffer lent
   */
  public void rtp(int media, byte[] buffer, int offset, int length) {
    if (over) {
      return;
    }
    if (length >= SHORTEST_RTCP && (buffer[offset + 1] & 0xE0) == 0xC0) {
      rtcp(media, buffer, offset, length); // RFC 5761 section 4: both in one place
      return;
    }
    if (media < 0 || media >= byMedia.length || !RtpHeader.valid(buffer, offset, length)) {
      dropped++;
      return;
    }
    long now = order.lane().nanoTime();
    if (byMedia[media].receive(buffer, offset, length, now)) {
      packets++;
      bytes += length;
      mediaNanos = now;
    }
    if (entry.stream() == null) {
      line.update(now);
      entry.enterIfReady(now);
    } else if (line.starting()) {
      line.update(now);
      for (int i = 0; i < byMedia.length; i++) {
        byMedia[i].tellClockIfMoved();
      }
    }
  }

  /**
   * The peer has said which timestamp of a medium stands for the moment it plays from. That ties
   * the media together until reports do, if it is told of all and not absurd.
   *
   * @param media index into the media of the plan
   * @param timestamp of RTP, 0 to 2^32-1
   */
  public void playing(int media, long timestamp) {
    if (!over && media >= 0 && media < byMedia.length) {
      byMedia[media].playing(timestamp, order.lane().nanoTime());
    }
  }

  /**
   * A datagram or an interleaved frame of RTCP.
   *
   * @param media index into the media of the plan
   * @param buffer lent
   */
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    if (over || media < 0 || media >= byMedia.length) {
      dropped += over ? 0 : 1;
      return;
    }
    long now = order.lane().nanoTime();
    List<RtcpPacket> read = RtcpCompound.parse(buffer, offset, length);
    dropped += read.isEmpty() ? 1 : 0;
    for (RtcpPacket packet : read) {
      if (packet instanceof RtcpPacket.SenderReport report) {
        speaker(media, report.ssrc()).report(report, now);
        tellClocks(now);
      } else if (packet instanceof RtcpPacket.Bye bye) {
        bye.ssrcs().forEach(ssrc -> speaker(media, ssrc).bye(ssrc));
      }
    }
  }

  /** Whose source it is: some devices send the reports of all media in one place. */
  private IngestTrack speaker(int media, int ssrc) {
    for (IngestTrack track : byMedia) {
      if (track.heard() && track.ssrc() == ssrc) {
        return track;
      }
    }
    return byMedia[media];
  }

  /** To be called about four times a second: reports go out, silence is noticed. */
  public void pulse() {
    if (over) {
      return;
    }
    long now = order.lane().nanoTime();
    tellClocks(now);
    for (int i = 0; connected && i < byMedia.length; i++) {
      feedback.pulse(i, byMedia[i], now);
      byMedia[i].tellLosses();
    }
    entry.enterIfReady(now);
    if (connected && now - mediaNanos > order.config().mediaTimeout().toNanos()) {
      fail(EndReason.RTP_ACTIVITY, "no media");
    } else if (entry.waitedNanos(now) > patience()) {
      fail(EndReason.RTSP_FORMAT, "the pictures do not say what they are");
    }
  }

  private long patience() {
    return Math.max(UNREADABLE_NANOS, order.config().codecWait().toNanos());
  }

  private void tellClocks(long now) {
    line.update(now);
    for (int i = 0; i < tracks.size(); i++) {
      tracks.get(i).tellClock();
    }
  }

  /** The connection is gone; another may follow, and the stream waits for it. */
  public void interrupted() {
    connected = false;
    tracks.forEach(IngestTrack::interrupted);
  }

  /** Takes the stream out of the hub; the listener is not told. Idempotent. */
  public void end(EndReason reason) {
    over = true;
    entry.leave(reason);
  }

  /** The stream that is in the hub now. */
  public @Nullable MediaStream stream() {
    return entry.stream();
  }

  /** Whether it has ended, in whatever way. */
  public boolean over() {
    return over;
  }

  /** Packets taken since the start. */
  public long packets() {
    return packets;
  }

  /** Bytes of these. */
  public long bytes() {
    return bytes;
  }

  /** Lane time of the last packet taken, or of the last plan if none has come since. */
  public long mediaNanos() {
    return mediaNanos;
  }

  /** The numbers now. */
  public IngestSnapshot snapshot() {
    long now = order.lane().nanoTime();
    List<IngestSnapshot.Media> media = new ArrayList<>();
    long lost = dropped;
    for (IngestTrack track : tracks) {
      IngestSnapshot.Media each = track.snapshot(now);
      lost += each.received().dropped();
      media.add(each);
    }
    return new IngestSnapshot(order.name(), entry.stream() != null, packets, bytes, lost, media);
  }

  private void fail(EndReason reason, String why) {
    if (!over) {
      end(reason);
      listener.ended(reason, why);
    }
  }

  private void keyFrameWanted(IngestTrack track) {
    for (int i = 0; i < byMedia.length; i++) {
      if (byMedia[i] == track) {
        feedback.keyFrameWanted(i, track, connected, order.lane().nanoTime());
      }
    }
  }

  /** What becomes of the stream. */
  private final class Host implements IngestStream.Host {
    @Override
    public void entered(MediaStream stream) {
      LOG.log(
          Level.INFO,
          "{0} comes in over {1}: {2}",
          StreamName.shown(order.name()),
          order.publisher().protocol(),
          stream.tracks().stream().map(Track::codec).toList());
      listener.published(stream);
    }

    @Override
    public void refused() {
      fail(EndReason.NAME_IN_USE, "the name is in use");
    }

    @Override
    public void stopped(EndReason reason) {
      order.lane().execute(() -> fail(reason, "stopped by the server"));
    }

    @Override
    public void wished(IngestTrack track, Feedback wish) {
      switch (wish) {
        case Feedback.KeyFrameNeeded _ -> keyFrameWanted(track);
        case Feedback.BitrateLimit _ -> {} // nothing in RTSP could ask for it
      }
    }
  }

  /**
   * What is wanted.
   *
   * @param name of the stream
   * @param publisher whose it is
   * @param lane where it lives
   */
  public record Order(
      String name, Publisher publisher, Lane lane, StreamHub hub, RtspConfig.Ingest config) {}

  /** Hears what becomes of the publication. On its lane. */
  public interface Listener {
    /** It is in the hub; again when its codecs change. */
    void published(MediaStream stream);

    /**
     * A compound is to be sent to the peer.
     *
     * @param media index into the media of the plan
     * @param buffer lent
     */
    void rtcp(int media, byte[] buffer, int offset, int length);

    /**
     * It has ended, and not by {@link RtpIngest#end}. Once.
     *
     * @param why for the log
     */
    void ended(EndReason reason, String why);

    /** A viewer needs a key frame, and the peer has no way to be asked by RTCP. */
    default void keyFrameWanted() {}
  }
}
