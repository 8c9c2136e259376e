package org.wcs.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOutcome;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspUrl;

/**
 * One connection to a camera or another server, from the dialling to its end: OPTIONS, what the
 * task says over it, keep-alive, TEARDOWN (RFC 2326 sections 10 and 14). On the link's lane.
 */
final class ClientSession implements ByteReceiver, DialOutcome, ClientExchange.Owner {

  private static final long GOODBYE_NANOS = 1_000_000_000L;

  private final ClientLink link;
  private final RtspUrl url;
  private final ClientAccess access;
  private final ClientKeepAlive keepAlive = new ClientKeepAlive();
  private Step step = Step.DIALLING;
  private @Nullable ClientExchange exchange;
  private final ClientDialogue dialogue;
  private Lane.@Nullable Timer goodbye;

  /** How far it is. */
  private enum Step {
    DIALLING,
    TALKING,
    FLOWING,
    LEAVING,
    OVER
  }

  ClientSession(ClientLink link, RtspUrl url, ClientAccess access) {
    this.link = link;
    this.url = url;
    this.access = access;
    this.dialogue = link.task().dialogue(this, url);
  }

  /** The media of this connection. */
  ClientDialogue.Counts counts() {
    return dialogue.counts();
  }

  /** Who we are there. */
  ClientAccess access() {
    return access;
  }

  /** About four times a second. */
  void tick(long nowNanos) {
    ClientExchange now = exchange;
    if (now == null || step == Step.OVER || step == Step.LEAVING) {
      return;
    }
    now.tick(nowNanos);
    if (step != Step.FLOWING) {
      return;
    }
    if (keepAlive.due(nowNanos)) {
      stayAlive(now);
    }
    ClientFailure failure = dialogue.tick(nowNanos);
    if (failure != null) {
      fail(failure);
    }
  }

  /** Takes leave of the camera; the link wants no more of it. */
  void goodbye() {
    ClientExchange now = exchange;
    boolean told = now != null && now.hasSession() && step != Step.OVER;
    if (step == Step.LEAVING) {
      return;
    }
    dialogue.close();
    if (now == null || !told) {
      hangUp();
      return;
    }
    step = Step.LEAVING;
    now.askLast(
        new ClientExchange.Ask(
            "TEARDOWN", dialogue.aggregate(), RtspHeaders.NONE, answer -> hangUp(), false));
    goodbye = link.lane().schedule(GOODBYE_NANOS, this::hangUp);
  }

  @Override
  public void connected(ByteConnection bytes) {
    if (step == Step.OVER) {
      bytes.close();
      return;
    }
    exchange = new ClientExchange(bytes, access, link.parts(), this);
    step = Step.TALKING;
    ask("OPTIONS", RtspHeaders.NONE, "", this::optionsAnswered);
  }

  @Override
  public void failed(String why) {
    fail(ClientFailure.unreachable(why));
  }

  @Override
  public void received(ByteConnection bytes, byte[] buffer, int offset, int length) {
    if (exchange != null) {
      exchange.received(buffer, offset, length);
    }
  }

  @Override
  public void writabilityChanged(ByteConnection bytes, boolean writable) {
    dialogue.writable(writable);
  }

  @Override
  public void closed(ByteConnection bytes, @Nullable String why) {
    boolean leaving = step == Step.LEAVING || step == Step.OVER;
    // some hang up with a refusal: what it takes comes over the next connection
    boolean presenting = exchange != null && exchange.presenting();
    boolean turned = dialogue.turning();
    hangUp();
    if (leaving) {
      return;
    }
    if (presenting || turned) {
      link.again(this, url, access);
    } else {
      link.failed(
          this,
          ClientFailure.unreachable(why == null ? "The other server closes the connection" : why));
    }
  }

  @Override
  public void asked(RtspRequest request) {
    ClientExchange now = Objects.requireNonNull(exchange);
    ClientRequests.Meaning meaning = ClientRequests.answer(request, now);
    if (step == Step.LEAVING) {
      return;
    }
    switch (meaning) {
      case NONE -> {}
      case DESCRIBED -> dialogue.describedAnew(request.text());
      case MOVED -> moved(request.header("Location"));
      case ENDED -> fail(ClientFailure.ended("The other server ends the stream"));
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    dialogue.interleaved(channel, buffer, offset, length);
  }

  @Override
  public void unanswered(String method) {
    fail(ClientFailure.unreachable("The other server does not answer " + method));
  }

  @Override
  public void garbage(String why) {
    fail(dialogue.garbage(why));
  }

  private void optionsAnswered(RtspResponse response) {
    if (response.status() / 100 == 3 || response.status() == RtspStatus.UNAUTHORIZED) {
      refused(response);
      return;
    }
    if (response.ok()) { // others know no OPTIONS, and play all the same
      keepAlive.knows(response.headers());
    }
    dialogue.begin(Objects.requireNonNull(exchange));
  }

  /** The other server named its session. */
  void session(RtspSessionId session) {
    Objects.requireNonNull(exchange).session(session.id());
    keepAlive.session(session);
  }

  /** The other server plays, or records. */
  void running() {
    step = Step.FLOWING;
    keepAlive.begin(link.lane().nanoTime());
    link.connected(this);
  }

  private void stayAlive(ClientExchange now) {
    dialogue.knock(); // routers forget ways that nothing goes
    if (!now.busy()) {
      now.ask(
          new ClientExchange.Ask(
              keepAlive.method(), dialogue.aggregate(), RtspHeaders.NONE, this::stayed, false));
    }
  }

  private void stayed(RtspResponse response) {
    if (!response.ok()) {
      keepAlive.refused(); // no reason to leave: media may flow on
    }
  }

  /** An answer that ends the connection, whatever was asked. */
  void refused(RtspResponse response) {
    String why = response.shown();
    switch (response.status()) {
      case 301, 302, 303, 305, 307, 308 -> moved(response.header("Location"));
      case RtspStatus.UNAUTHORIZED -> fail(ClientFailure.unauthorized(why));
      case RtspStatus.NOT_FOUND, 410, RtspStatus.SESSION_NOT_FOUND ->
          fail(ClientFailure.notFound(why));
      case RtspStatus.UNSUPPORTED_TRANSPORT -> fail(ClientFailure.transport(why));
      default -> fail(ClientFailure.unreachable(why));
    }
  }

  private void moved(@Nullable String location) {
    RtspUrl there = ClientUrls.redirected(url, location);
    if (there == null) {
      fail(ClientFailure.unreachable("The other server sends us nowhere"));
    } else if (step != Step.OVER && step != Step.LEAVING) {
      goodbye();
      link.redirected(this, there);
    }
  }

  /** Another connection is needed in the place of this one. */
  void again() {
    goodbye();
    link.again(this, url, access);
  }

  /** Asks something about the whole; nobody hears of the answer once the leave was taken. */
  void ask(String method, RtspHeaders headers, String body, Consumer<RtspResponse> answer) {
    Objects.requireNonNull(exchange)
        .ask(
            new ClientExchange.Ask(
                method,
                url.request(),
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                response -> {
                  if (step != Step.LEAVING && step != Step.OVER) {
                    answer.accept(response);
                  }
                },
                true));
  }

  /** Gives the connection up, with a word where that can still be heard. */
  void fail(ClientFailure failure) {
    if (step == Step.LEAVING) {
      hangUp();
    } else if (step != Step.OVER) {
      goodbye();
      link.failed(this, failure);
    }
  }

  private void hangUp() {
    if (goodbye != null) {
      goodbye.cancel();
    }
    leave();
  }

  private void leave() {
    step = Step.OVER;
    dialogue.close();
    if (exchange != null) {
      exchange.close();
    }
  }
}
