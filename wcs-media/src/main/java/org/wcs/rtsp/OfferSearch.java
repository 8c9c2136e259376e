package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.peer.OnceVerdict;
import org.wcs.peer.Refusal;
import org.wcs.rtsp.egress.Presentation;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Waiting;

/**
 * The way from a name to a description: the policy is asked, the stream is waited for, its tracks
 * are described. On the client's lane.
 */
final class OfferSearch {

  private final ServerParts parts;
  private final Lane lane;
  private final RtspPeer peer;
  private final String asked;
  private final Outcome outcome;
  private @Nullable Waiting waiting;
  private Lane.@Nullable Timer patience;
  private RtspStreamRequest request;
  private boolean allowed;
  private boolean done;

  OfferSearch(
      ServerParts parts, Lane lane, RtspPeer peer, RtspStreamRequest request, Outcome outcome) {
    this.parts = parts;
    this.lane = lane;
    this.peer = peer;
    this.asked = request.streamName();
    this.request = request;
    this.outcome = outcome;
  }

  ServerParts parts() {
    return parts;
  }

  RtspPeer peer() {
    return peer;
  }

  /** The name that the client used; a policy may have named another. */
  String asked() {
    return asked;
  }

  void start() {
    parts.common().policy().play(peer, request, new OnceVerdict(lane, this::decided));
  }

  /** Nobody waits any more; the outcome is not told. */
  void cancel() {
    done(EndReason.SESSION_DISCONNECTED);
  }

  private void decided(@Nullable String other, @Nullable Refusal refusal) {
    if (done) {
      if (refusal == null) {
        parts.common().policy().ended(peer, request, EndReason.SESSION_DISCONNECTED);
      }
      return;
    }
    if (refusal != null) {
      refuse(refusal);
      return;
    }
    allowed = true;
    if (other != null) {
      request = request.withName(other);
    }
    MediaStream there = parts.common().hub().find(request.streamName()).orElse(null);
    if (there != null) {
      describe(there);
      return;
    }
    if (!parts.waitingRoom().enter()) {
      refuse(EndReason.FAILED);
      return;
    }
    long patient = parts.config().delivery().playWait().toNanos();
    patience = lane.schedule(patient, () -> refuse(EndReason.NOT_FOUND));
    waiting = parts.common().hub().await(request.streamName(), this::found);
  }

  /** On the publisher's thread, or at once. */
  private void found(MediaStream stream) {
    lane.execute(() -> describe(stream));
  }

  private void describe(MediaStream stream) {
    if (done) {
      return;
    }
    stopWaiting();
    parts.egress().describe(stream, lane, this::described);
  }

  private void described(Presentation presentation) {
    if (done) {
      presentation.close();
      return;
    }
    EndReason refusal = presentation.refusal();
    if (refusal != null) {
      presentation.close();
      refuse(refusal);
      return;
    }
    done = true;
    outcome.found(new ServerOffer(this, request, presentation));
  }

  private void refuse(EndReason reason) {
    refuse(Refusal.of(reason));
  }

  private void refuse(Refusal refusal) {
    if (done(refusal.reason())) {
      outcome.refused(refusal);
    }
  }

  private boolean done(EndReason reason) {
    if (done) {
      return false;
    }
    done = true;
    stopWaiting();
    if (allowed) {
      parts.common().policy().ended(peer, request, reason);
    }
    return true;
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
    if (patience != null) {
      patience.cancel();
      patience = null;
      parts.waitingRoom().leave();
    }
  }

  /** How it ended: one call of one of the two. On the lane. */
  interface Outcome {
    /** The caller closes it. */
    void found(ServerOffer offer);

    /** There is nothing for this client. */
    void refused(Refusal refusal);
  }
}
