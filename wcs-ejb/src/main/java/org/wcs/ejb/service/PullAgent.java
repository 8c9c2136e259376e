package org.wcs.ejb.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.unit.Codec;

/** One stream fetched from another server. Any thread. */
final class PullAgent {

  private final String id;
  private final String localName;
  private final String uri;
  private final boolean record;
  private final boolean onDemand;
  private final List<CompletableFuture<MediaStream>> waiting = new ArrayList<>(); // this
  private final PendingLink link = new PendingLink();
  private PullStatus.State state = PullStatus.State.NEW; // this
  private @Nullable MediaStream stream; // this
  private String failure = ""; // this
  private long sinceMillis; // this

  PullAgent(String id, String localName, String uri, boolean record, boolean onDemand) {
    this.id = id;
    this.localName = localName;
    this.uri = uri;
    this.record = record;
    this.onDemand = onDemand;
  }

  String id() {
    return id;
  }

  String localName() {
    return localName;
  }

  String uri() {
    return uri;
  }

  /** Tells whether it lives only as long as somebody plays it. */
  boolean onDemand() {
    return onDemand;
  }

  synchronized PullStatus status() {
    return new PullStatus(
        id, localName, uri, state, has(Codec.Kind.AUDIO), has(Codec.Kind.VIDEO), record, failure);
  }

  /** The stream, now or once it is published; fails if that does not come about. */
  CompletionStage<MediaStream> stream() {
    CompletableFuture<MediaStream> wanted = new CompletableFuture<>();
    MediaStream now;
    String failed;
    synchronized (this) {
      now = state == PullStatus.State.PROCESSED_REMOTE ? stream : null;
      failed = over() ? failure : null;
      if (now == null && failed == null) {
        waiting.add(wanted);
      }
    }
    if (now != null) {
      wanted.complete(now);
    } else if (failed != null) {
      wanted.completeExceptionally(unreachable(failed));
    }
    return wanted;
  }

  /** The link exists. */
  void dialling(RemoteLink dialled) {
    synchronized (this) {
      if (state == PullStatus.State.NEW) {
        state = PullStatus.State.PENDING;
      }
    }
    link.opened(dialled);
  }

  synchronized void connected() {
    enter(PullStatus.State.CONNECTED);
  }

  synchronized void interrupted(String why) {
    failure = why;
    enter(PullStatus.State.PENDING);
  }

  void flowing(MediaStream published) {
    List<CompletableFuture<MediaStream>> told;
    synchronized (this) {
      stream = published;
      failure = "";
      enter(PullStatus.State.PROCESSED_REMOTE);
      told = List.copyOf(waiting);
      waiting.clear();
    }
    told.forEach(each -> each.complete(published));
  }

  void ended(PullStatus.State last, String why, long nowMillis) {
    List<CompletableFuture<MediaStream>> told;
    synchronized (this) {
      state = last;
      failure = why;
      sinceMillis = nowMillis;
      told = List.copyOf(waiting);
      waiting.clear();
    }
    told.forEach(each -> each.completeExceptionally(unreachable(why)));
  }

  /** Ends the link; the end follows by the gateway. */
  void close(EndReason reason) {
    link.close(reason);
  }

  synchronized boolean over() {
    return state == PullStatus.State.STOPPED || state == PullStatus.State.FAILED;
  }

  /** Tells whether it was over or unused already that long ago; called about once a second. */
  synchronized boolean restedFor(long millis, long nowMillis) {
    if (!over() && (!idle() || sinceMillis == 0)) {
      sinceMillis = idle() ? nowMillis : 0;
      return false;
    }
    return nowMillis - sinceMillis >= millis;
  }

  private boolean idle() {
    MediaStream now = stream;
    return waiting.isEmpty() && (now == null || now.viewers() == 0);
  }

  private void enter(PullStatus.State next) {
    if (!over()) {
      state = next;
    }
  }

  private boolean has(Codec.Kind kind) {
    MediaStream now = stream;
    return now != null && now.track(kind).isPresent();
  }

  private static RequestRefusedException unreachable(String why) {
    return new RequestRefusedException(RequestRefusedException.Kind.NOT_FOUND, why);
  }
}
