package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.rtsp.egress.PlayTrack;
import org.wcs.rtsp.egress.Player;
import org.wcs.rtsp.egress.PlayerSnapshot;
import org.wcs.rtsp.egress.Presentation;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.TrackTraffic;

/**
 * ANNOUNCE, SETUP and RECORD (RFC 2326 sections 10.3 and 10.11), and the media that follow. On the
 * link's lane.
 */
final class PushDialogue
    implements ClientDialogue, ClientSetup.Owner, ClientPlay.Owner, ClientMedia.Taker {

  private final ClientSession session;
  private final RtspUrl url;
  private final PushTask task;
  private final ClientLink link;
  private @Nullable ClientExchange exchange;
  private @Nullable Presentation presentation;
  private @Nullable ClientMedia ways;
  private @Nullable ClientSetup setup;
  private @Nullable ClientPlay record;
  private @Nullable Player player;
  private PlayerSnapshot last = new PlayerSnapshot(List.of());
  private boolean closed;
  private long takenNanos;
  private long lastUnsent;

  PushDialogue(ClientSession session, RtspUrl url, PushTask task, ClientLink link) {
    this.session = session;
    this.url = url;
    this.task = task;
    this.link = link;
  }

  /** Whether media is on its way. */
  boolean sending() {
    return player != null && player.playing();
  }

  /** What flows, by tracks. */
  List<TrackTraffic> traffic() {
    return player == null ? List.of() : player.traffic();
  }

  @Override
  public void begin(ClientExchange opened) {
    exchange = opened;
    task.egress().describe(task.stream(), link.lane(), this::announce);
  }

  private void announce(Presentation described) {
    if (closed) {
      described.close();
      return;
    }
    presentation = described;
    if (described.refusal() != null) {
      link.end(described.refusal(), described.refusal().text());
      return;
    }
    ByteConnection connection = Objects.requireNonNull(exchange).connection();
    String sdp = described.sdp(connection.local().getAddress());
    session.ask(
        "ANNOUNCE", RtspHeaders.of("Content-Type", "application/sdp"), sdp, this::announced);
  }

  private void announced(RtspResponse response) {
    if (!response.ok()) {
      session.refused(response);
      return;
    }
    RtspSessionId named = RtspSessionId.parse(response.header("Session"));
    if (named != null) {
      session.session(named);
    }
    List<PlayTrack> tracks = Objects.requireNonNull(presentation).tracks();
    ClientMedia media = new ClientMedia(tracks.size(), this);
    ways = media;
    setup =
        new ClientSetup(
            new ClientSetup.Order(
                Objects.requireNonNull(exchange),
                tracks.stream().map(each -> RtspTransport.RTP_AVP).toList(),
                tracks.stream().map(this::control).toList(),
                media,
                link.ports(),
                link.transport(true)),
            this);
    setup.next();
  }

  /** RFC 2326 appendix C.1.1 would cut the last part of the path off; recorders append. */
  private String control(PlayTrack track) {
    String whole = url.request();
    return whole + (whole.endsWith("/") ? "" : "/") + "trackID=" + track.id();
  }

  @Override
  public String aggregate() {
    return url.request();
  }

  @Override
  public boolean turning() {
    return setup != null && setup.switched() && record == null;
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
    ClientMedia media = Objects.requireNonNull(ways);
    ByteConnection connection = Objects.requireNonNull(exchange).connection();
    List<String> urls = new ArrayList<>();
    Player next = new Player(task.egress(), Objects.requireNonNull(presentation), link.lane());
    for (int each : Objects.requireNonNull(setup).accepted()) {
      PlayTrack track = Objects.requireNonNull(presentation).tracks().get(each);
      Way way = media.wayOut(each, connection);
      if (way == null) {
        session.fail(ClientFailure.transport("The other server does not say where media is to go"));
        return;
      }
      next.setup(track.id(), way);
      urls.add(control(track));
    }
    media.knock();
    record = new ClientPlay(Objects.requireNonNull(exchange), "RECORD", aggregate(), urls, this);
    player = next;
    record.start();
  }

  @Override
  public void playing(ClientStarts starts) {
    Player sender = Objects.requireNonNull(player);
    Objects.requireNonNull(ways).flow();
    takenNanos = link.lane().nanoTime();
    session.running();
    if (!closed) {
      sender.play(begins -> {}, reason -> link.end(reason, reason.text()));
      link.flowing(task.stream());
    }
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
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    if (ways != null) {
      ways.received(channel, buffer, offset, length);
    }
  }

  @Override
  public void rtp(int media, byte[] buffer, int offset, int length) {
    // nobody sends media to a publisher
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    if (player != null && presentation != null) {
      player.rtcp(presentation.tracks().get(media).id(), buffer, offset, length);
    }
  }

  @Override
  public void writable(boolean now) {
    if (player != null) {
      player.writable(now);
    }
  }

  @Override
  public void describedAnew(String sdp) {
    // what it sends is of no interest
  }

  @Override
  public ClientFailure garbage(String why) {
    return ClientFailure.unreachable(why);
  }

  @Override
  public void knock() {
    Objects.requireNonNull(ways).knock();
  }

  @Override
  public @Nullable ClientFailure tick(long nowNanos) {
    long unsent = Objects.requireNonNull(exchange).connection().unsentBytes();
    if (unsent == 0 || unsent < lastUnsent) {
      takenNanos = nowNanos;
      link.heard();
    }
    lastUnsent = unsent;
    boolean stuck = nowNanos - takenNanos > link.config().waits().media().toNanos();
    return stuck ? ClientFailure.unreachable("The other server takes no media") : null;
  }

  @Override
  public Counts counts() {
    PlayerSnapshot now = player == null ? last : player.snapshot();
    return new Counts(now.packets(), now.bytes(), ways == null ? 0 : ways.dropped());
  }

  @Override
  public void close() {
    closed = true;
    if (setup != null) {
      setup.close();
    }
    if (record != null) {
      record.close();
    }
    if (player != null) {
      player.close();
      last = player.snapshot();
      player = null;
    }
    if (presentation != null) {
      presentation.close();
    }
    if (ways != null) {
      ways.close();
    }
  }
}
