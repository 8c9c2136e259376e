package org.wcs.rtsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.net.DialOrder;
import org.wcs.net.PortRange;
import org.wcs.peer.Backoff;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/**
 * One pull or push with its connections, one after the other. It lives on one lane; the methods of
 * {@link RtspLink} may be called from any thread.
 */
final class ClientLink implements RtspLink {

  private static final Logger LOG = System.getLogger(ClientLink.class.getName());
  private static final long TICK_NANOS = 250_000_000L;

  /** A link that held so long has worked; the next failure counts as the first. */
  private static final long WORKED_NANOS = 10_000_000_000L;

  private final RtspClient client;
  private final Lane lane;
  private final Order order;
  private final ClientTask task;
  private final RandomGenerator random;
  private final Backoff backoff;
  private @Nullable ClientSession session; // lane, as all that follows
  private Lane.@Nullable Timer retry;
  private Lane.@Nullable Timer beat;
  private boolean over;
  private boolean connected;
  private boolean turned; // dialled for the other transport since media last came
  private int detours; // connections to where the camera sent us, or for its sake
  private long connectedNanos;
  private ClientDialogue.Counts past = ClientDialogue.Counts.NONE; // of former connections
  private volatile boolean interleaved;
  private volatile LinkState state = LinkState.NEW;
  private volatile ClientDialogue.Counts counts = ClientDialogue.Counts.NONE;
  private volatile List<TrackTraffic> traffic = List.of();

  ClientLink(RtspClient client, Lane lane, Order order) {
    this.client = client;
    this.lane = lane;
    this.order = order;
    this.random = client.random();
    this.backoff = new Backoff(config().retry());
    this.interleaved = config().interleaved();
    this.task = order.task().make(this);
  }

  /** Any thread. */
  void start() {
    lane.execute(() -> dial(order.url(), new ClientAccess(order.url(), random)));
    lane.execute(task::begin);
    lane.execute(this::beat);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public long packets() {
    return counts.packets();
  }

  @Override
  public long bytes() {
    return counts.bytes();
  }

  @Override
  public List<TrackTraffic> traffic() {
    return traffic;
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
    return counts.dropped();
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

  ClientTask task() {
    return task;
  }

  boolean pushes() {
    return task.pushes();
  }

  /** Which way media shall come, or go. */
  ClientSetup.Transport transport(boolean recording) {
    return new ClientSetup.Transport(interleaved, config().fallback(), recording);
  }

  /** The camera refused the other way: this one is asked for the next time, too. */
  void interleaved(boolean now) {
    interleaved = now;
  }

  /** The other server plays, or records. */
  void connected(ClientSession from) {
    if (from != session || over) {
      return;
    }
    connected = true;
    connectedNanos = lane.nanoTime();
    MediaStream still = task.pushes() ? null : task.stream();
    state = still == null ? LinkState.CONNECTED : LinkState.FLOWING;
    order.listener().connected();
    if (still != null && !over) {
      order.listener().flowing(still); // the viewers have stayed
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
      failed(from, ClientFailure.unreachable("The other server sends us on and on"));
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
    order.listener().interrupted(failure.why());
  }

  private boolean mayRetry(ClientFailure.Kind kind) {
    return switch (kind) {
      case PASSING, TRANSPORT -> task.wanted();
      case ENDED -> order.lasting();
      case FINAL -> false;
    };
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
    task.over(reason);
    count();
    state = reason.failure() && reason != EndReason.SHUTDOWN ? LinkState.FAILED : LinkState.STOPPED;
    client.gone(this);
    order.listener().ended(reason, why);
  }

  /** Media flows. */
  void flowing(MediaStream stream) {
    if (!over) {
      state = LinkState.FLOWING;
      order.listener().flowing(stream);
    }
  }

  /** The connection there is now is of no use; false if there is none. */
  boolean drop(ClientFailure failure) {
    ClientSession now = session;
    if (now != null) {
      now.fail(failure);
    }
    return now != null;
  }

  private void lost(ClientSession last) {
    past = past.and(last.counts());
    session = null;
    connected = false;
    task.lost();
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
    task.tick();
    ClientSession now = session;
    if (now != null) {
      now.tick(lane.nanoTime());
    } else if (!task.wanted() && !task.pushes()) {
      end(EndReason.STOPPED_BY_USER, "Nobody watches any more");
    }
    count();
  }

  private void count() {
    counts = session == null ? past : past.and(session.counts());
    traffic = task.traffic();
  }

  /**
   * What is wanted.
   *
   * @param url the other server
   * @param lasting whether to dial again when the other server has ended the stream
   * @param listener hears what becomes of it
   * @param task makes what is done with the connections
   */
  record Order(RtspUrl url, boolean lasting, LinkListener listener, TaskMaker task) {}

  /** Makes the task of a link. */
  interface TaskMaker {
    ClientTask make(ClientLink link);
  }
}
