package org.wcs.web.whip;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.wcs.ejb.service.ClientSink;
import org.wcs.ejb.service.SessionEvent;
import org.wcs.ejb.service.StreamStatus;

/**
 * A client that hears nothing but the answer to its offer. Any thread.
 *
 * <p>The answer, or the refusal, is the {@linkplain #outcome outcome}; the end comes afterwards and
 * takes the resource with it.
 */
final class HttpSession implements ClientSink {

  private final String token;
  private final boolean publishing;
  private final String streamName;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Consumer<HttpSession> whenEnded;
  private final AtomicBoolean deleted = new AtomicBoolean();

  HttpSession(
      String token, boolean publishing, String streamName, Consumer<HttpSession> whenEnded) {
    this.token = token;
    this.publishing = publishing;
    this.streamName = streamName;
    this.whenEnded = whenEnded;
  }

  String token() {
    return token;
  }

  /** Tells whether the resource is at that place, and still is. */
  boolean at(boolean whip, String name) {
    return publishing == whip && streamName.equals(name) && !deleted.get();
  }

  /** Nobody finds the resource any more; false if that was so before. */
  boolean delete() {
    return deleted.compareAndSet(false, true);
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  @Override
  public void tell(SessionEvent event) {
    switch (event) {
      case SessionEvent.Answer(String id, String sdp) ->
          outcome.complete(new Outcome.Answered(token, sdp));
      case SessionEvent.Status(StreamStatus status, JsonObject object) -> status(status);
      case SessionEvent.Refused(String refused, String id, String info) ->
          ended(new Outcome.Refused(Refusals.FORBIDDEN, info));
      case SessionEvent.Ping ping -> {}
      case SessionEvent.Notice notice -> {}
      case SessionEvent.VideoRate rate -> {}
      case SessionEvent.Available available -> {}
      case SessionEvent.DataTaken taken -> {}
      case SessionEvent.AppData data -> {}
    }
  }

  @Override
  public void close(String reason) {
    ended(new Outcome.Refused(Refusals.UNAVAILABLE, reason));
  }

  @Override
  public boolean idle() {
    return true;
  }

  private void status(StreamStatus status) {
    switch (status.state()) {
      case PUBLISHING, PLAYING -> {}
      case UNPUBLISHED, STOPPED, FAILED -> ended(Refusals.of(status.info()));
    }
  }

  private void ended(Outcome.Refused refused) {
    outcome.complete(refused);
    whenEnded.accept(this);
  }
}
