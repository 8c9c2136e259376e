package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteDialer;
import org.wcs.peer.Backoff;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/**
 * One push or pull with its connections, one after the other. It lives on one lane; the methods of
 * {@link RtmpLink} may be called from any thread.
 */
final class ClientLink implements RtmpLink {

  private static final Logger LOG = System.getLogger(ClientLink.class.getName());
  private static final int MOST_DETOURS = 5;
  private static final long TICK_NANOS = 1_000_000_000L;

  /** A link that held so long has worked; the next failure counts as the first. */
  private static final long WORKED_NANOS = 10_000_000_000L;

  private final RtmpParts parts;
  private final ByteDialer dialer;
  private final Lane lane;
  private final Order order;
  private final Set<ClientLink> registry;
  private final Backoff backoff;
  private final ClientTask task;
  private RtmpTarget target; // with what an authorising server wants added
  private @Nullable ClientSession session; // lane
  private Lane.@Nullable Timer retry; // lane
  private boolean over; // lane
  private long flowingNanos; // lane
  private int detours; // lane: connections to where the other server sent us
  private volatile LinkState state = LinkState.NEW;
  private volatile long frames;
  private volatile long skipped;
  private volatile List<TrackTraffic> traffic = List.of();

  ClientLink(RtmpParts parts, ByteDialer dialer, Lane lane, Order order, Set<ClientLink> registry) {
    this.parts = parts;
    this.dialer = dialer;
    this.lane = lane;
    this.order = order;
    this.registry = registry;
    this.target = order.target();
    this.backoff = new Backoff(parts.config().client().retry());
    this.task = order.task().make(this);
  }

  /** Any thread. */
  void start() {
    registry.add(this);
    lane.execute(this::dial);
    lane.schedule(TICK_NANOS, this::tick);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public long skipped() {
    return skipped;
  }

  @Override
  public List<TrackTraffic> traffic() {
    return traffic;
  }

  @Override
  public void close(EndReason reason) {
    lane.execute(() -> end(reason, reason.text()));
  }

  Lane lane() {
    return lane;
  }

  RtmpParts parts() {
    return parts;
  }

  ClientTask task() {
    return task;
  }

  /** Where it goes, with user and password. */
  RtmpTarget target() {
    return order.target();
  }

  boolean pushes() {
    return task.pushes();
  }

  /** The other server lets us in. */
  void connected(ClientSession from) {
    if (from == session && !over) {
      state = LinkState.CONNECTED;
      order.listener().connected();
    }
  }

  /** Media flows. */
  void flowing(MediaStream stream) {
    if (!over) {
      state = LinkState.FLOWING;
      flowingNanos = lane.nanoTime();
      order.listener().flowing(stream);
    }
  }

  /** The other server wants to be told more, or names another: connects there at once. */
  void again(ClientSession from, RtmpTarget extended) {
    if (from != session || over) {
      return;
    }
    if (++detours > MOST_DETOURS) {
      failed(from, "The other server sends us on and on");
      return;
    }
    target = extended;
    session = null;
    task.lost(from);
    dial();
  }

  /** The connection there is now is of no use; another may follow. */
  void drop(String why) {
    ClientSession now = session;
    if (now != null) {
      now.fail(why);
    }
  }

  /** A connection has failed. */
  void failed(ClientSession from, String why) {
    if (from != session || over) {
      return;
    }
    session = null;
    detours = 0;
    task.lost(from);
    target = order.target();
    LOG.log(Level.DEBUG, "{0}: {1}", target, why);
    if (state == LinkState.FLOWING && lane.nanoTime() - flowingNanos > WORKED_NANOS) {
      backoff.worked();
    }
    long pause = order.lasting() ? backoff.next() : -1;
    if (pause < 0) {
      end(EndReason.FAILED, why);
      return;
    }
    state = LinkState.PENDING;
    retry = lane.schedule(pause, this::dial);
    order.listener().interrupted(why);
  }

  /** It is over, by anybody's wish. */
  void end(EndReason reason, String why) {
    if (over) {
      return;
    }
    over = true;
    registry.remove(this);
    if (retry != null) {
      retry.cancel();
    }
    ClientSession last = session;
    session = null;
    if (last != null) {
      last.goodbye();
    }
    task.over(reason);
    state = reason.failure() && reason != EndReason.SHUTDOWN ? LinkState.FAILED : LinkState.STOPPED;
    order.listener().ended(reason, why);
  }

  private void dial() {
    if (over) {
      return;
    }
    retry = null;
    state = LinkState.PENDING;
    ClientSession next = new ClientSession(this, target);
    session = next;
    next.dial(dialer);
  }

  private void tick() {
    if (over) {
      return;
    }
    task.tick(lane.nanoTime());
    frames = task.frames();
    skipped = task.skipped();
    traffic = task.traffic();
    ClientSession now = session;
    if (now != null) {
      now.tick();
    }
    lane.schedule(TICK_NANOS, this::tick);
  }

  /**
   * What is wanted.
   *
   * @param target the other server
   * @param lasting whether to dial again
   * @param listener hears what becomes of it
   * @param task makes what is done with the connections
   */
  record Order(RtmpTarget target, boolean lasting, LinkListener listener, TaskMaker task) {}

  /** Makes the task of a link. */
  interface TaskMaker {
    ClientTask make(ClientLink link);
  }
}
