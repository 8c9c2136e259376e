package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.peer.Refusal;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.stream.EndReason;

/**
 * What was last described to one client, kept for the set-up that usually follows. On the client's
 * lane.
 */
final class ServerOffers {

  private final ServerParts parts;
  private final Lane lane;
  private final ServerGate gate;
  private @Nullable OfferSearch search;
  private @Nullable ServerOffer offer;
  private long offerNanos;

  ServerOffers(ServerParts parts, Lane lane, ServerGate gate) {
    this.parts = parts;
    this.lane = lane;
    this.gate = gate;
  }

  /** Finds what the target names, if it is not at hand, and hands it on. */
  void find(ServerTarget target, ServerAnswer answer, Found found) {
    ServerOffer ready = offer;
    if (ready != null && ready.serves(target.name(), parts)) {
      offerNanos = lane.nanoTime();
      found.offer(ready);
      return;
    }
    forget(EndReason.STOPPED_BY_USER);
    if (!target.usable()) {
      answer.status(RtspStatus.NOT_FOUND);
      return;
    }
    OfferSearch begun =
        new OfferSearch(
            parts,
            lane,
            gate.peer(),
            gate.request(target),
            new OfferSearch.Outcome() {
              @Override
              public void found(ServerOffer fresh) {
                search = null;
                offer = fresh;
                offerNanos = lane.nanoTime();
                found.offer(fresh);
              }

              @Override
              public void refused(Refusal refusal) {
                search = null;
                answer.refuse(refusal);
              }
            });
    search = begun;
    begun.start();
  }

  /** A session has taken what was found, and closes it. */
  void taken() {
    offer = null;
  }

  /** About once a second: what nobody sets up is not kept. */
  void tick(long nowNanos) {
    if (offer != null && nowNanos - offerNanos >= parts.config().session().idle().toNanos()) {
      forget(EndReason.SESSION_DISCONNECTED);
    }
  }

  /** The connection is over. */
  void end(EndReason reason) {
    if (search != null) {
      search.cancel();
      search = null;
    }
    forget(reason);
  }

  private void forget(EndReason reason) {
    if (offer != null) {
      offer.close(reason);
      offer = null;
    }
  }

  /** Takes what was found for a client. */
  interface Found {
    /** Kept here until it is {@linkplain #taken taken}. */
    void offer(ServerOffer found);
  }
}
