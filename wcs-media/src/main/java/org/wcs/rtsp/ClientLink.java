package org.wcs.rtsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.net.DialOrder;
import org.wcs.net.PortRange;
import org.wcs.peer.Backoff;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.RtpIngest;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/**
 * One pull with its connections, one after the other, and the stream that outlives them. It lives
 * on one lane; the methods of {@link RtspLink} may be called from any thread.
 */
final class ClientLink implements RtspLink, RtpIngest.Listener {

  private static final Logger LOG = System.getLogger(ClientLink.class.getName());
  private static final long TICK_NANOS = 250_000_000L;

  /** A link that held so long has worked; the next failure counts as the first. */
  private static final long WORKED_NANOS = 10_000_000_000L;

  private final RtspClient client;
  private final Lane lane;
  private final RtspPullOrder order;
  private final LinkListener listener;
  private final RandomGenerator random;
  private final Backoff backoff;
  private @Nullable ClientSession session; // lane, as all that follows
  private @Nullable RtpIngest ingest;
  private Lane.@Nullable Timer retry;
  private Lane.@Nullable Timer beat;
  private boolean over;
  private boolean connected;
  private boolean turned; // dialled for the other transport since media last came
  private int detours; // connections to where the camera sent us, or for its sake
  private long connectedNanos;
  private long pastPackets;
  private long pastBytes;
  private long pastDropped;
  private volatile boolean interleaved;
  private volatile LinkState state = LinkState.NEW;
  private volatile long packets;
  private volatile long bytes;
  private volatile long dropped;

  ClientLink(RtspClient client, Lane lane, RtspPullOrder order, LinkListener listener) {
    this.client = client;
    this.lane = lane;
    this.order = order;
    this.listener = listener;
    this.random = client.random();
    this.backoff = new Backoff(config().retry());
    this.interleaved = config().interleaved();
  }

  /** Any thread. */
  void start() {
    lane.execute(() -> dial(order.url(), new ClientAccess(order.url(), random)));
    lane.execute(this::beat);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public long packets() {
    return packets;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String transport() {
    return interleaved ? "TCP" : "UDP";
  }

  @Override
  public String url() {
    return order.url().shown();
  }

  /** Packets of strangers, or on channels of nobody. Any thread. */
  long dropped() {
    return dropped;
  }

  @Override
  public void close(EndReason reason) {
    lane.execute(() -> end(reason, reason.text()));
  }

  Lane lane() {
    return lane;
  }

  RtspParts parts() {
    return client.parts();
  }

  RtspConfig.Client config() {
    return client.parts().config().client();
  }

  ClientSetup.Ports ports() {
    return client.ports();
  }

  /** Whether media shall come over the connection. */
  boolean interleaved() {
    return interleaved;
  }

  /** The camera refused the other way: this one is asked for the next time, too. */
  void interleaved(boolean now) {
    interleaved = now;
  }

  /** The stream for these media: the one that its viewers watch, if the media are the same. */
  @Nullable RtpIngest plan(IngestPlan plan) {
    RtpIngest now = ingest;
    if (now == null || now.over()) {
      now =
          new RtpIngest(
              new RtpIngest.Order(
                  order.name(), order.publisher(), lane, parts().hub(), parts().config().ingest()),
              this);
      ingest = now;
    }
    return now.plan(plan) ? now : null;
  }

  /** The camera plays. */
  void connected(ClientSession from) {
    if (from != session || over) {
      return;
    }
    connected = true;
    connectedNanos = lane.nanoTime();
    MediaStream still = stream();
    state = still == null ? LinkState.CONNECTED : LinkState.FLOWING;
    listener.connected();
    if (still != null && !over) {
      listener.flowing(still); // the viewers have stayed
    }
  }

  /** Media comes: this is the way. */
  void heard() {
    turned = false;
    if (held()) {
      detours = 0;
    }
  }

  private boolean held() {
    return connected && lane.nanoTime() - connectedNanos > WORKED_NANOS;
  }

  /** The stream is to be had elsewhere. */
  void redirected(ClientSession from, RtspUrl there) {
    if (from == session && !over) {
      detour(from, there, new ClientAccess(there, random));
    }
  }

  /** Another connection is needed, at once. */
  void again(ClientSession from, RtspUrl url, ClientAccess access) {
    if (from == session && !over) {
      detour(from, url, access);
    }
  }

  private void detour(ClientSession from, RtspUrl url, ClientAccess access) {
    if (++detours > config().redirects()) {
      failed(from, ClientFailure.unreachable("The camera sends us on and on"));
      return;
    }
    lost(from);
    dial(url, access);
  }

  /** A connection has failed. */
  void failed(ClientSession from, ClientFailure failure) {
    if (from != session || over) {
      return;
    }
    boolean held = held();
    lost(from);
    LOG.log(Level.DEBUG, "{0}: {1}", order.url().shown(), failure.why());
    boolean transport = failure.kind() == ClientFailure.Kind.TRANSPORT;
    if (transport && config().fallback() && !turned) {
      turned = true;
      interleaved = !interleaved;
      dial(order.url(), from.access());
      return;
    }
    turned = false;
    detours = 0;
    if (held && !transport) {
      backoff.worked();
    }
    long pause = mayRetry(failure.kind()) ? backoff.next() : -1;
    if (pause < 0) {
      end(failure.reason(), failure.why());
      return;
    }
    state = LinkState.PENDING;
    retry = lane.schedule(pause, () -> dial(order.url(), new ClientAccess(order.url(), random)));
    listener.interrupted(failure.why());
  }

  private boolean mayRetry(ClientFailure.Kind kind) {
    return switch (kind) {
      case PASSING, TRANSPORT -> order.lasting() || watched();
      case ENDED -> order.lasting();
      case FINAL -> false;
    };
  }

  private @Nullable MediaStream stream() {
    return ingest == null ? null : ingest.stream();
  }

  private boolean watched() {
    MediaStream now = stream();
    return now != null && now.viewers() > 0;
  }

  /** It is over, by anybody's wish. */
  void end(EndReason reason, String why) {
    if (over) {
      return;
    }
    over = true;
    if (retry != null) {
      retry.cancel();
    }
    if (beat != null) {
      beat.cancel();
    }
    ClientSession last = session;
    if (last != null) {
      last.goodbye();
      lost(last);
    }
    if (ingest != null) {
      ingest.end(reason == EndReason.STOPPED_BY_USER ? EndReason.STOPPED_BY_PUBLISHER : reason);
    }
    count();
    state = reason.failure() && reason != EndReason.SHUTDOWN ? LinkState.FAILED : LinkState.STOPPED;
    client.gone(this);
    listener.ended(reason, why);
  }

  @Override
  public void published(MediaStream published) {
    if (!over) {
      state = LinkState.FLOWING;
      listener.flowing(published);
    }
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    ClientFlow flow = session == null ? null : session.flow();
    if (flow != null) {
      flow.report(media, buffer, offset, length);
    }
  }

  @Override
  public void ended(EndReason reason, String why) {
    // told from within a packet or a pulse: what follows must not close that beneath it
    lane.execute(() -> streamEnded(reason, why));
  }

  private void streamEnded(EndReason reason, String why) {
    ClientSession now = session;
    if (reason == EndReason.NO_COMMON_CODECS) {
      end(EndReason.RTSP_FORMAT, why);
    } else if (reason == EndReason.RTP_ACTIVITY && now != null) {
      now.fail(ClientFailure.silent(why, false));
    } else {
      end(reason, why);
    }
  }

  private void lost(ClientSession last) {
    ClientFlow flow = last.flow();
    if (flow != null) {
      pastPackets += flow.ways().packets();
      pastBytes += flow.ways().octets();
      pastDropped += flow.ways().dropped();
    }
    session = null;
    connected = false;
    if (ingest != null) {
      ingest.interrupted();
    }
  }

  private void dial(RtspUrl url, ClientAccess access) {
    if (over) {
      return;
    }
    retry = null;
    state = LinkState.PENDING;
    ClientSession next = new ClientSession(this, url, access);
    session = next;
    RtspConfig.Local local = config().local();
    Duration patience = config().waits().connect();
    PortRange range = new PortRange(local.portFrom(), local.portTo());
    client
        .dialer()
        .dial(
            new DialOrder(
                url.host(), url.port(), url.tls(), patience, range, client.address(), lane),
            next,
            next);
  }

  private void beat() {
    if (over) {
      return;
    }
    beat = lane.schedule(TICK_NANOS, this::beat);
    if (ingest != null) {
      ingest.pulse();
    }
    ClientSession now = session;
    if (now != null) {
      now.tick(lane.nanoTime());
    } else if (!order.lasting() && !watched()) {
      end(EndReason.STOPPED_BY_USER, "Nobody watches any more");
    }
    count();
  }

  private void count() {
    ClientFlow flow = session == null ? null : session.flow();
    packets = pastPackets + (flow == null ? 0 : flow.ways().packets());
    bytes = pastBytes + (flow == null ? 0 : flow.ways().octets());
    dropped = pastDropped + (flow == null ? 0 : flow.ways().dropped());
  }
}
