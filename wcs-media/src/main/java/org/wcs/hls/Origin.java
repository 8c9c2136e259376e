package org.wcs.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HlsConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.MediaStream;

/**
 * One stream in one container: runs its production, lets requests wait for it, and ends when the
 * stream does or nobody asks any more. On its lane, but for what says otherwise.
 */
final class Origin implements MediaPlaylist.Output {

  private static final long TICK_NANOS = 500_000_000L;
  private static final long PATIENCE_TARGETS = 3;

  private final OriginParts parts;
  private final HlsConfig.Format format;
  private final Lane lane;
  private final boolean pinned;
  private final Production production;
  private final Desk desk;
  private final Viewers viewers;
  private final long startedNanos;
  private final Lane.Flushable wake = this::wake;
  private List<Waiter> waiters = new ArrayList<>();
  private volatile MediaStream stream;
  private Lane.@Nullable Timer timer;
  private long askedNanos;
  private long endedNanos;
  private boolean closed;
  private boolean waking;
  private final String mediaSessionId;
  private long segments;
  private long octets;
  private volatile HlsOriginSnapshot snapshot;
  private volatile HlsOutput output;

  /**
   * Makes an origin that does not run yet. Any thread.
   *
   * @param sessions makes names for viewers
   * @param pinned whether it runs though nobody asks
   */
  Origin(
      OriginParts parts,
      HlsConfig.Format format,
      MediaStream stream,
      Supplier<String> sessions,
      boolean pinned) {
    this.parts = parts;
    this.format = format;
    this.stream = stream;
    this.lane = parts.lane();
    this.pinned = pinned;
    long viewerNanos = parts.config().limits().viewerTimeout().toNanos();
    this.viewers = new Viewers(stream, parts.counters(), viewerNanos);
    this.production = new Production(parts, format, stream.name(), this);
    this.desk = new Desk(production, sessions, parts.runtime().epochNanos());
    this.startedNanos = lane.nanoTime();
    this.askedNanos = startedNanos;
    this.snapshot =
        new HlsOriginSnapshot(stream.name(), formatName(), 0, 0, -1, 0, startedNanos, false);
    this.mediaSessionId = UUID.randomUUID() + "-" + stream.name() + "-HLS";
    this.output = new HlsOutput(mediaSessionId, snapshot, List.of(), 0, 0);
  }

  private String formatName() {
    return switch (format) {
      case TS -> "ts";
      case FMP4 -> "fmp4";
    };
  }

  /** Any thread. */
  String name() {
    return snapshot.streamName();
  }

  /** Any thread. */
  HlsConfig.Format format() {
    return format;
  }

  /** Any thread. */
  Lane lane() {
    return lane;
  }

  /** Whether a request for that stream belongs here. Any thread. */
  boolean serves(MediaStream wanted) {
    return wanted == stream || !snapshot.ended();
  }

  /** How it was half a second ago. Any thread. */
  HlsOriginSnapshot snapshot() {
    return snapshot;
  }

  /** The same with what is read, and what has come of it. Any thread. */
  HlsOutput output() {
    return output;
  }

  /** Starts to cut. */
  void start() {
    if (production.start(stream, this::streamEnded)) {
      note();
    } else {
      streamEnded();
    }
    timer = lane.schedule(TICK_NANOS, this::tick);
  }

  /** Answers now or later; false if the origin has closed and cannot. */
  boolean get(HlsRequest request, CompletableFuture<HlsResponse> answer) {
    if (closed) {
      return false;
    }
    long now = lane.nanoTime();
    askedNanos = now;
    if (desk.isMedia(request) && !production.over()) {
      viewers.seen(Directives.viewer(request), now, parts.hub().starts());
    }
    HlsResponse response = desk.answer(request);
    if (response != null) {
      answer(request, answer, response);
    } else if (parts.counters().waiting()) {
      waiters.add(new Waiter(request, answer, now + patienceNanos()));
    } else {
      answer.complete(HlsResponse.refused(503));
    }
    return true;
  }

  private long patienceNanos() {
    return production.ready()
        ? PATIENCE_TARGETS * production.target().nanos()
        : parts.config().limits().startTimeout().toNanos();
  }

  @Override
  public void segment(long length) {
    segments++;
    octets += length;
    parts.counters().segment(length);
    wakeLater();
  }

  @Override
  public void part() {
    parts.counters().part();
    wakeLater();
  }

  private void wakeLater() {
    if (!waking) {
      waking = true;
      lane.flushAfterDrain(wake);
    }
  }

  /** Answers whoever can be answered now. */
  private void wake() {
    waking = false;
    List<Waiter> before = waiters;
    waiters = new ArrayList<>();
    for (Waiter waiter : before) {
      HlsResponse response = desk.answer(waiter.request());
      if (response == null) {
        waiters.add(waiter);
      } else {
        answer(waiter, response);
      }
    }
  }

  private void answer(Waiter waiter, HlsResponse response) {
    parts.counters().served();
    answer(waiter.request(), waiter.answer(), response);
  }

  private void answer(
      HlsRequest request, CompletableFuture<HlsResponse> answer, HlsResponse response) {
    if (response.status() == 200 && HlsFiles.isMedia(request)) {
      viewers.served(Directives.viewer(request), lane.nanoTime());
    }
    answer.complete(response);
  }

  /** All tracks have ended: another stream may have taken the name over. */
  private void streamEnded() {
    MediaStream last = stream;
    Optional<MediaStream> next = parts.hub().find(last.name()).filter(each -> each != last);
    if (next.isPresent()) {
      production.interrupt();
      stream = next.get();
      viewers.moveTo(stream);
      if (production.start(stream, this::streamEnded)) {
        return;
      }
    }
    production.finish();
    viewers.clear(); // the rest of the list is read, but nothing is watched
    endedNanos = lane.nanoTime();
    note();
    wakeLater();
  }

  private void tick() {
    if (closed) {
      return;
    }
    long now = lane.nanoTime();
    HlsConfig.Limits limits = parts.config().limits();
    refuseLate(now);
    viewers.forgetIdle(now);
    boolean idle =
        !pinned && waiters.isEmpty() && now - askedNanos > limits.idleTimeout().toNanos();
    boolean forgotten = production.over() && now - endedNanos > limits.endedTimeout().toNanos();
    if (idle || forgotten) {
      close(404);
    } else {
      note();
      timer = lane.schedule(TICK_NANOS, this::tick);
    }
  }

  private void refuseLate(long now) {
    List<Waiter> before = waiters;
    waiters = new ArrayList<>();
    for (Waiter waiter : before) {
      if (now - waiter.untilNanos() >= 0) {
        answer(waiter, HlsResponse.refused(503));
      } else {
        waiters.add(waiter);
      }
    }
  }

  private void note() {
    MediaPlaylist lead = production.playlists().getFirst();
    snapshot =
        new HlsOriginSnapshot(
            stream.name(),
            formatName(),
            viewers.number(),
            waiters.size(),
            lead.newest(),
            lead.segments().size(),
            startedNanos,
            production.over());
    output = new HlsOutput(mediaSessionId, snapshot, production.tracks(), segments, octets);
  }

  /** Ends everything; whoever waits gets that status. */
  void close(int status) {
    if (closed) {
      return;
    }
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
    production.close();
    viewers.clear();
    waiters.forEach(waiter -> answer(waiter, HlsResponse.refused(status)));
    waiters = List.of();
    parts.gone().accept(this);
  }
}
