package org.wcs.peer;

import org.wcs.stream.EndReason;

/** Takes one answer of a policy; what follows the first is ignored. Any thread. */
public interface Verdict {
  /** As asked. */
  void allow();

  /** Under another stream name. */
  void allowAs(String streamName);

  /** No. */
  void refuse(Refusal refusal);

  /** No, in our own words. */
  default void refuse(EndReason reason) {
    refuse(Refusal.of(reason));
  }
}
