package org.wcs.rtsp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.ingest.IngestMedia;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.LenientSdp;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SdpLimits;
import org.wcs.sdp.SessionDescription;

/** DESCRIBE, SETUP and PLAY, and the media that follow. On the link's lane. */
final class PullDialogue implements ClientDialogue, ClientSetup.Owner, ClientPlay.Owner {

  private final ClientSession session;
  private final RtspUrl url;
  private final PullTask task;
  private final ClientLink link;
  private @Nullable ClientExchange exchange;
  private @Nullable ClientFlow flow;
  private @Nullable ClientSetup setup;
  private @Nullable ClientPlay play;
  private List<String> controls = List.of(); // URLs of the media that are described
  private String aggregate;

  PullDialogue(ClientSession session, RtspUrl url, PullTask task, ClientLink link) {
    this.session = session;
    this.url = url;
    this.task = task;
    this.link = link;
    this.aggregate = url.request();
  }

  @Override
  public void begin(ClientExchange opened) {
    exchange = opened;
    session.ask("DESCRIBE", RtspHeaders.of("Accept", "application/sdp"), "", this::described);
  }

  @Override
  public String aggregate() {
    return aggregate;
  }

  @Override
  public boolean turning() {
    return setup != null && setup.switched() && play == null;
  }

  /** Sends a report about a medium of the plan; the bytes are lent. */
  void report(int media, byte[] buffer, int offset, int length) {
    if (flow != null) {
      flow.report(media, buffer, offset, length);
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    if (flow != null) {
      flow.received(channel, buffer, offset, length);
    }
  }

  @Override
  public void writable(boolean now) {
    // little is written; the exchange looks at the unsent bytes itself
  }

  @Override
  public ClientFailure garbage(String why) {
    boolean describing = exchange != null && setup == null;
    return describing ? ClientFailure.format(why) : ClientFailure.unreachable(why);
  }

  private void described(RtspResponse response) {
    if (!response.ok()) {
      session.refused(response);
      return;
    }
    SessionDescription sdp = parsed(response.text());
    IngestPlan plan = sdp == null ? null : IngestPlan.of(sdp);
    if (sdp == null || plan == null || plan.empty()) {
      session.fail(
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
    ClientFlow media = new ClientFlow(plan, now, task);
    flow = media;
    List<String> profiles = plan.media().stream().map(PullDialogue::protocol).toList();
    setup =
        new ClientSetup(
            new ClientSetup.Order(
                now, profiles, controls, media.ways(), link.ports(), link.transport(false)),
            this);
    setup.next();
  }

  private static String protocol(IngestMedia media) {
    return media.description().protocol().toUpperCase(Locale.ROOT);
  }

  @Override
  public void session(RtspSessionId named) {
    session.session(named);
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
      session.fail(ClientFailure.format("No media of use"));
      return;
    }
    media.knock();
    List<String> given = agreed.accepted().stream().map(controls::get).toList();
    play = new ClientPlay(Objects.requireNonNull(exchange), "PLAY", aggregate, given, this);
    play.start();
  }

  @Override
  public void playing(ClientStarts starts) {
    session.running();
    Objects.requireNonNull(flow).begin(starts, link.lane().nanoTime());
  }

  @Override
  public void refused(RtspResponse response) {
    session.refused(response);
  }

  @Override
  public void failed(ClientFailure failure) {
    session.fail(failure);
  }

  @Override
  public void knock() {
    Objects.requireNonNull(flow).knock();
  }

  @Override
  public @Nullable ClientFailure tick(long nowNanos) {
    return Objects.requireNonNull(flow).tick(nowNanos);
  }

  /** Other media need another connection. */
  @Override
  public void describedAnew(String text) {
    SessionDescription sdp = parsed(text);
    IngestPlan plan = sdp == null ? null : IngestPlan.of(sdp);
    if (plan != null && !plan.empty() && flow != null && flow.differs(plan)) {
      session.again();
    }
  }

  private static @Nullable SessionDescription parsed(String text) {
    try {
      return LenientSdp.read(text, SdpLimits.DEFAULT);
    } catch (SdpException e) {
      return null;
    }
  }

  @Override
  public Counts counts() {
    if (flow == null) {
      return Counts.NONE;
    }
    ClientMedia ways = flow.ways();
    return new Counts(ways.packets(), ways.octets(), ways.dropped());
  }

  @Override
  public void close() {
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
}
