package org.wcs.rtsp.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
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
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.RtpPacket;

/**
 * Makes a stream of the hub out of RTP. The stream is entered when the first packet has come and
 * its codecs are known; it goes on when the same media come by another connection. Everything
 * happens on its lane; malformed and foreign packets are counted and dropped.
 */
public final class RtpIngest {

  private static final Logger LOG = System.getLogger(RtpIngest.class.getName());
  private static final int MOST_PENDING = 4_096;
  private static final int MOST_RESTARTS = 100;
  private static final int SHORTEST_RTCP = 8;

  /** A sender whose pictures do not say what they are has failed after this. */
  private static final long UNREADABLE_NANOS = 10_000_000_000L;

  private final Order order;
  private final Listener listener;
  private final IngestFeedback feedback;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private IngestClock line = new IngestClock();
  private List<IngestTrack> tracks = List.of();
  private IngestTrack[] byMedia = new IngestTrack[0];
  private @Nullable MediaStream stream;
  private boolean over;
  private boolean connected;
  private boolean heard;
  private long heardNanos; // the first packet since the tracks were planned
  private long mediaNanos;
  private long packets;
  private long bytes;
  private long dropped;
  private int restarts;

  /** Makes a publication that waits for its first {@link #plan}. */
  public RtpIngest(Order order, Listener listener) {
    this.order = order;
    this.listener = listener;
    this.feedback = new IngestFeedback(order.name(), listener);
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
    leave(EndReason.STOPPED_BY_PUBLISHER);
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
    pending.clear();
    heard = false;
    line = new IngestClock();
    List<IngestTrack> made = new ArrayList<>();
    for (IngestMedia each : media) {
      Entry entry = new Entry();
      entry.track = new IngestTrack(each, line, entry);
      made.add(entry.track);
    }
    tracks = List.copyOf(made);
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
    byMedia[media].receive(buffer, offset, length, now);
    if (stream == null) {
      publishIfReady(now);
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
        byMedia[media].report(report, now);
        tellClocks(now);
      } else if (packet instanceof RtcpPacket.Bye bye) {
        bye.ssrcs().forEach(byMedia[media]::bye);
      }
    }
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
    }
    publishIfReady(now);
    if (connected && now - mediaNanos > order.config().mediaTimeout().toNanos()) {
      fail(EndReason.RTP_ACTIVITY, "no media");
    } else if (heard && stream == null && now - heardNanos > patience()) {
      fail(EndReason.NO_COMMON_CODECS, "the pictures do not say what they are");
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
    pending.clear();
    leave(reason);
  }

  /** The stream that is in the hub now. */
  public @Nullable MediaStream stream() {
    return stream;
  }

  /** Whether it has ended, in whatever way. */
  public boolean over() {
    return over;
  }

  /** Packets taken since the start. */
  public long packets() {
    return packets;
  }

  /** Bytes of their payloads. */
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
    return new IngestSnapshot(order.name(), stream != null, packets, bytes, lost, media);
  }

  private void taken(IngestTrack track, RtpPacket packet) {
    packets++;
    bytes += packet.payloadLength();
    mediaNanos = packet.arrivedNanos();
    if (!heard) {
      heard = true;
      heardNanos = packet.arrivedNanos();
    }
    if (stream == null) {
      pending.add(new Pending(track, packet));
      if (pending.size() > MOST_PENDING) {
        pending.remove();
      }
    } else if (track.track() != null) {
      publish(track, packet);
    } else if (track.known()) {
      restart(track, packet);
    }
  }

  private void publish(IngestTrack track, RtpPacket packet) {
    if (packet.resync() && track.resized() && stream != null) {
      Track sized = track.track();
      stream.tell(new StreamEvent.Resized(sized.width(), sized.height()));
    }
    track.publish(packet);
  }

  /** What a picture is has become known at last: the stream begins anew, with it. */
  private void restart(IngestTrack track, RtpPacket packet) {
    restarts++;
    if (restarts > MOST_RESTARTS) {
      return;
    }
    leave(EndReason.STOPPED_BY_PUBLISHER);
    pending.add(new Pending(track, packet));
  }

  private void leave(EndReason reason) {
    MediaStream last = stream;
    stream = null;
    tracks.forEach(IngestTrack::close);
    if (last != null) {
      order.hub().unpublish(last, reason);
    }
  }

  private void fail(EndReason reason, String why) {
    if (!over) {
      end(reason);
      listener.ended(reason, why);
    }
  }

  private void publishIfReady(long now) {
    if (stream != null || over || !heard) {
      return;
    }
    int known = 0;
    for (IngestTrack track : tracks) {
      known += track.known() ? 1 : 0;
    }
    boolean waited = now - heardNanos >= order.config().codecWait().toNanos();
    if (known == tracks.size() || known > 0 && waited) {
      enter(now);
    }
  }

  private void enter(long now) {
    line.update(now);
    List<Track> made = new ArrayList<>();
    for (IngestTrack track : tracks) {
      if (track.known()) {
        made.add(
            track.open(made.size(), order.lane(), order.config(), wish -> wished(track, wish)));
      }
    }
    MediaStream entered =
        new MediaStream(order.name(), order.publisher(), order.lane(), made, this::stopped);
    if (!order.hub().publish(entered)) {
      tracks.forEach(IngestTrack::close);
      fail(EndReason.NAME_IN_USE, "the name is in use");
      return;
    }
    stream = entered;
    entered.tell(new StreamEvent.Started());
    for (Track track : made) {
      if (track.width() > 0) {
        entered.tell(new StreamEvent.Resized(track.width(), track.height()));
      }
    }
    LOG.log(
        Level.INFO,
        "{0} comes in over {1}: {2}",
        order.name(),
        order.publisher().protocol(),
        made.stream().map(Track::codec).toList());
    listener.published(entered);
    while (stream == entered && !pending.isEmpty()) {
      Pending next = pending.remove();
      if (next.track().track() != null) {
        publish(next.track(), next.packet());
      }
    }
  }

  /** Somebody else wants it to end. Any thread. */
  private void stopped(EndReason reason) {
    order.lane().execute(() -> fail(reason, "stopped by the server"));
  }

  private void wished(IngestTrack track, Feedback wish) {
    switch (wish) {
      case Feedback.KeyFrameNeeded _ -> {
        for (int i = 0; i < byMedia.length; i++) {
          if (byMedia[i] == track) {
            feedback.keyFrameWanted(i, track, connected, order.lane().nanoTime());
          }
        }
      }
      case Feedback.BitrateLimit _ -> {} // nothing in RTSP could ask for it
    }
  }

  private record Pending(IngestTrack track, RtpPacket packet) {}

  /** Where the packets of one track go. */
  private final class Entry implements java.util.function.Consumer<RtpPacket> {
    private @Nullable IngestTrack track;

    @Override
    public void accept(RtpPacket packet) {
      if (track != null) {
        taken(track, packet);
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
