package org.wcs.rtsp;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOutcome;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.LenientSdp;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SdpLimits;
import org.wcs.sdp.SessionDescription;

/**
 * One connection to a camera, from the dialling to its end: OPTIONS, DESCRIBE, SETUP, PLAY,
 * TEARDOWN (RFC 2326 sections 10 and 14). On the link's lane.
 */
final class ClientSession
    implements ByteReceiver,
        DialOutcome,
        ClientExchange.Owner,
        ClientSetup.Owner,
        ClientPlay.Owner {

  private static final long GOODBYE_NANOS = 1_000_000_000L;

  private final ClientLink link;
  private final RtspUrl url;
  private final ClientAccess access;
  private final ClientKeepAlive keepAlive = new ClientKeepAlive();
  private Step step = Step.DIALLING;
  private @Nullable ClientExchange exchange;
  private @Nullable ClientFlow flow;
  private @Nullable ClientSetup setup;
  private @Nullable ClientPlay play;
  private List<String> controls = List.of(); // URLs of the media that are described
  private String aggregate;
  private Lane.@Nullable Timer goodbye;

  /** How far it is. */
  private enum Step {
    DIALLING,
    ASKING,
    DESCRIBING,
    AGREEING,
    STARTING,
    PLAYING,
    LEAVING,
    OVER
  }

  ClientSession(ClientLink link, RtspUrl url, ClientAccess access) {
    this.link = link;
    this.url = url;
    this.access = access;
    this.aggregate = url.request();
  }

  /** The media of this connection; null before they are described. */
  @Nullable ClientFlow flow() {
    return flow;
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
    ClientFlow media = flow;
    if (step != Step.PLAYING || media == null) {
      return;
    }
    if (keepAlive.due(nowNanos)) {
      stayAlive(now, media);
    }
    ClientFailure failure = media.tick(nowNanos);
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
    stopMedia();
    if (now == null || !told) {
      hangUp();
      return;
    }
    step = Step.LEAVING;
    now.askLast(
        new ClientExchange.Ask("TEARDOWN", aggregate, RtspHeaders.NONE, answer -> hangUp(), false));
    goodbye = link.lane().schedule(GOODBYE_NANOS, this::hangUp);
  }

  @Override
  public void connected(ByteConnection bytes) {
    if (step == Step.OVER) {
      bytes.close();
      return;
    }
    exchange = new ClientExchange(bytes, access, link.parts(), this);
    step = Step.ASKING;
    ask("OPTIONS", url.request(), RtspHeaders.NONE, this::optionsAnswered);
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
    // little is written; the exchange looks at the unsent bytes itself
  }

  @Override
  public void closed(ByteConnection bytes, @Nullable String why) {
    boolean leaving = step == Step.LEAVING || step == Step.OVER;
    // some hang up with a refusal: what it takes comes over the next connection
    boolean presenting = exchange != null && exchange.presenting();
    boolean turned = setup != null && setup.switched() && step == Step.AGREEING;
    hangUp();
    if (leaving) {
      return;
    }
    if (presenting || turned) {
      link.again(this, url, access);
    } else {
      link.failed(
          this, ClientFailure.unreachable(why == null ? "The camera closes the connection" : why));
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
      case DESCRIBED -> describedAnew(request.text());
      case MOVED -> moved(request.header("Location"));
      case ENDED -> fail(ClientFailure.ended("The camera ends the stream"));
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    if (flow != null) {
      flow.received(channel, buffer, offset, length);
    }
  }

  @Override
  public void unanswered(String method) {
    fail(ClientFailure.unreachable("The camera does not answer " + method));
  }

  @Override
  public void garbage(String why) {
    boolean describing = step == Step.DESCRIBING;
    fail(describing ? ClientFailure.format(why) : ClientFailure.unreachable(why));
  }

  private void optionsAnswered(RtspResponse response) {
    if (response.status() / 100 == 3 || response.status() == RtspStatus.UNAUTHORIZED) {
      refused(response);
      return;
    }
    if (response.ok()) { // others know no OPTIONS, and play all the same
      keepAlive.knows(response.headers());
    }
    step = Step.DESCRIBING;
    RtspHeaders accept = RtspHeaders.of("Accept", "application/sdp");
    ask("DESCRIBE", url.request(), accept, this::described);
  }

  private void described(RtspResponse response) {
    if (!response.ok()) {
      refused(response);
      return;
    }
    SessionDescription sdp = parsed(response.text());
    IngestPlan plan = sdp == null ? null : IngestPlan.of(sdp);
    if (sdp == null || plan == null || plan.empty()) {
      fail(
          ClientFailure.format(
              plan == null
                  ? "The description cannot be read"
                  : "No media of use: " + plan.ignored()));
      return;
    }
    ClientUrls urls = ClientUrls.of(url, response);
    aggregate = urls.control(sdp.attribute("control"));
    controls = plan.media().stream().map(each -> urls.control(each.control())).toList();
    ClientExchange now = Objects.requireNonNull(exchange);
    ClientFlow media = new ClientFlow(plan, now, link);
    flow = media;
    step = Step.AGREEING;
    setup =
        new ClientSetup(
            new ClientSetup.Order(
                now, plan.media(), controls, media.ways(), link.ports(), transport()),
            this);
    setup.next();
  }

  private ClientSetup.Transport transport() {
    return new ClientSetup.Transport(link.interleaved(), link.config().fallback());
  }

  @Override
  public void session(RtspSessionId session) {
    Objects.requireNonNull(exchange).session(session.id());
    keepAlive.session(session);
  }

  @Override
  public void switched(boolean interleaved) {
    link.interleaved(interleaved);
  }

  @Override
  public void agreed() {
    ClientFlow media = Objects.requireNonNull(flow);
    ClientSetup agreed = Objects.requireNonNull(setup);
    if (!media.plan(agreed.accepted())) {
      fail(ClientFailure.format("No media of use"));
      return;
    }
    step = Step.STARTING;
    media.knock();
    List<String> given = agreed.accepted().stream().map(controls::get).toList();
    play = new ClientPlay(Objects.requireNonNull(exchange), aggregate, given, this);
    play.start();
  }

  @Override
  public void playing() {
    long now = link.lane().nanoTime();
    step = Step.PLAYING;
    keepAlive.begin(now);
    link.connected(this);
    Objects.requireNonNull(flow).begin(now);
  }

  private void stayAlive(ClientExchange now, ClientFlow media) {
    media.knock(); // routers forget ways that nothing goes
    if (!now.busy()) {
      now.ask(
          new ClientExchange.Ask(
              keepAlive.method(), aggregate, RtspHeaders.NONE, this::stayed, false));
    }
  }

  private void stayed(RtspResponse response) {
    if (!response.ok()) {
      keepAlive.refused(); // no reason to leave: media may flow on
    }
  }

  /** An answer that ends the connection, whatever was asked. */
  @Override
  public void refused(RtspResponse response) {
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
      fail(ClientFailure.unreachable("The camera sends us nowhere"));
    } else if (step != Step.OVER && step != Step.LEAVING) {
      goodbye();
      link.redirected(this, there);
    }
  }

  /** The camera describes what it sends anew; other media need another connection. */
  private void describedAnew(String text) {
    SessionDescription sdp = parsed(text);
    IngestPlan plan = sdp == null ? null : IngestPlan.of(sdp);
    if (plan != null && !plan.empty() && flow != null && flow.differs(plan)) {
      goodbye();
      link.again(this, url, access);
    }
  }

  private static @Nullable SessionDescription parsed(String text) {
    try {
      return LenientSdp.read(text, SdpLimits.DEFAULT);
    } catch (SdpException e) {
      return null;
    }
  }

  private void ask(String method, String uri, RtspHeaders headers, Consumer<RtspResponse> answer) {
    Objects.requireNonNull(exchange)
        .ask(
            new ClientExchange.Ask(
                method,
                uri,
                headers,
                response -> {
                  if (step != Step.LEAVING && step != Step.OVER) {
                    answer.accept(response);
                  }
                },
                true));
  }

  /** Gives the connection up. */
  @Override
  public void failed(ClientFailure failure) {
    fail(failure);
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

  private void stopMedia() {
    if (setup != null) {
      setup.close();
    }
    if (play != null) {
      play.close();
    }
    if (flow != null) {
      flow.close();
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
    stopMedia();
    if (exchange != null) {
      exchange.close();
    }
  }
}
