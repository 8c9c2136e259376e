package org.wcs.rtsp.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Track;
import org.wcs.unit.RtpPacket;

/**
 * The stream of a publication as the hub has it. It is entered once the first packet has come and
 * the codecs are known, or have been waited for; packets wait meanwhile. It begins anew when a
 * track turns out to be something else. On the ingest's lane.
 */
final class IngestStream {

  private static final int MOST_PENDING = 4_096;
  private static final int MOST_RESTARTS = 100;

  private final RtpIngest.Order order;
  private final Host host;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private List<IngestTrack> tracks = List.of();
  private @Nullable MediaStream stream;
  private boolean heard;
  private long heardNanos; // the first packet since the tracks were planned
  private int restarts;

  IngestStream(RtpIngest.Order order, Host host) {
    this.order = order;
    this.host = host;
  }

  /** The stream that is in the hub now. */
  @Nullable MediaStream stream() {
    return stream;
  }

  /** Other tracks are to be carried from now on. */
  void begin(List<IngestTrack> planned) {
    pending.clear();
    heard = false;
    tracks = planned;
  }

  /** How long packets have come without a stream. */
  long waitedNanos(long nowNanos) {
    return heard && stream == null ? nowNanos - heardNanos : 0;
  }

  void take(IngestTrack track, RtpPacket packet) {
    if (!heard) {
      heard = true;
      heardNanos = packet.arrivedNanos();
    }
    TrackOutlet outlet = track.outlet();
    if (stream == null) {
      pending.add(new Pending(track, packet));
      if (pending.size() > MOST_PENDING) {
        pending.remove();
      }
    } else if (outlet == null ? track.packets().known() : !outlet.fits(track.packets())) {
      restart(track, packet);
    } else if (outlet != null) {
      publish(outlet, track, packet);
    }
  }

  /** What a track is has become known at last: the stream begins anew, with it. */
  private void restart(IngestTrack track, RtpPacket packet) {
    restarts++;
    if (restarts <= MOST_RESTARTS) {
      leave(EndReason.STOPPED_BY_PUBLISHER);
      pending.add(new Pending(track, packet));
    }
  }

  private void publish(TrackOutlet outlet, IngestTrack track, RtpPacket packet) {
    boolean another = outlet.note(track.packets());
    if (another && stream != null) {
      resized(stream, outlet.track());
    }
    outlet.publish(packet);
  }

  private static void resized(MediaStream stream, Track track) {
    stream.tell(new StreamEvent.Resized(track.width(), track.height()));
  }

  /** Takes the stream out of the hub. Idempotent. */
  void leave(EndReason reason) {
    MediaStream last = stream;
    stream = null;
    pending.clear();
    tracks.forEach(IngestTrack::close);
    if (last != null) {
      order.hub().unpublish(last, reason);
    }
  }

  /** Enters the stream if there is something to enter. */
  void enterIfReady(long nowNanos) {
    if (stream != null || !heard) {
      return;
    }
    int known = 0;
    for (IngestTrack track : tracks) {
      known += track.packets().known() ? 1 : 0;
    }
    boolean waited = waitedNanos(nowNanos) >= order.config().codecWait().toNanos();
    if (known > 0 && (known == tracks.size() || waited)) {
      enter();
    }
  }

  private void enter() {
    List<Track> made = new ArrayList<>();
    for (IngestTrack track : tracks) {
      if (track.packets().known()) {
        made.add(open(track, made.size()));
      }
    }
    MediaStream entered =
        new MediaStream(order.name(), order.publisher(), order.lane(), made, host::stopped);
    if (!order.hub().publish(entered)) {
      host.refused();
      return;
    }
    stream = entered;
    entered.tell(new StreamEvent.Started());
    for (Track track : made) {
      if (track.width() > 0) {
        resized(entered, track);
      }
    }
    host.entered(entered);
    while (stream == entered && !pending.isEmpty()) {
      Pending next = pending.remove();
      TrackOutlet outlet = next.track().outlet();
      if (outlet != null) {
        publish(outlet, next.track(), next.packet());
      }
    }
  }

  private Track open(IngestTrack track, int id) {
    TrackOutlet outlet =
        new TrackOutlet(
            id, order.lane(), order.config(), track.packets(), wish -> host.wished(track, wish));
    track.open(outlet);
    return outlet.track();
  }

  private record Pending(IngestTrack track, RtpPacket packet) {}

  /** Whose stream it is. On the lane, but for {@link #stopped}. */
  interface Host {
    /** It is in the hub. */
    void entered(MediaStream stream);

    /** Its name is another's. */
    void refused();

    /** Somebody wants it to end. Any thread. */
    void stopped(EndReason reason);

    /** A reader asks for something. */
    void wished(IngestTrack track, Feedback wish);
  }
}
