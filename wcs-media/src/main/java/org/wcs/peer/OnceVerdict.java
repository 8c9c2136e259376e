package org.wcs.peer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;

/** Brings the first answer of a policy to the lane that waits for it. Any thread. */
public final class OnceVerdict implements Verdict {

  private final Lane lane;
  private final Decision decision;
  private final AtomicBoolean given = new AtomicBoolean();

  /**
   * Makes an answer that nobody has given yet.
   *
   * @param lane where the decision is told
   */
  public OnceVerdict(Lane lane, Decision decision) {
    this.lane = lane;
    this.decision = decision;
  }

  @Override
  public void allow() {
    give(null, null);
  }

  @Override
  public void allowAs(String streamName) {
    give(streamName, null);
  }

  @Override
  public void refuse(Refusal refusal) {
    give(null, refusal);
  }

  private void give(@Nullable String name, @Nullable Refusal refusal) {
    if (!given.compareAndSet(false, true)) {
      return;
    }
    if (lane.isCurrent()) {
      decision.decided(name, refusal);
    } else {
      lane.execute(() -> decision.decided(name, refusal));
    }
  }

  /** Waits for the answer. On the lane. */
  public interface Decision {
    /**
     * The answer.
     *
     * @param name another stream name, null for the one that was asked for
     * @param refusal why not, null if allowed
     */
    void decided(@Nullable String name, @Nullable Refusal refusal);
  }
}
