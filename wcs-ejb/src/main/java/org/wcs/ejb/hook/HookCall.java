package org.wcs.ejb.hook;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Something to ask or to tell.
 *
 * @param answer of something asked, null for something told
 * @param askedNanos when it was asked
 * @param begun set by whoever deals with it: the session, or the end of patience
 */
record HookCall(
    HookMethod method,
    JsonObject object,
    @Nullable CompletableFuture<HookAnswer> answer,
    long askedNanos,
    AtomicBoolean begun) {

  static HookCall ask(HookMethod method, JsonObject object, long nowNanos) {
    return new HookCall(method, object, new CompletableFuture<>(), nowNanos, new AtomicBoolean());
  }

  static HookCall tell(HookMethod method, JsonObject object, long nowNanos) {
    return new HookCall(method, object, null, nowNanos, new AtomicBoolean());
  }

  /** Whether the caller is the one to deal with it. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  void done(HookAnswer outcome) {
    CompletableFuture<HookAnswer> waiting = answer;
    if (waiting != null) {
      waiting.complete(outcome);
    }
  }
}
