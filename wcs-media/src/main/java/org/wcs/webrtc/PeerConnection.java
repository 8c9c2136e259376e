package org.wcs.webrtc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wcs.ice.IceCredentials;
import org.wcs.ice.IceLiteAgent;
import org.wcs.ice.IceTimeouts;
import org.wcs.lane.Lane;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaPath;
import org.wcs.sdp.Candidate;
import org.wcs.sdp.Group;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.SessionDescription;
import org.wcs.sdp.SetupRole;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * One peer that publishes or plays. It is set up by one thread and then lives on its lane; public
 * methods may be called from any thread.
 */
public final class PeerConnection {

  /** The short tick of publishers: retransmission requests and feedback go out on it. */
  static final long PULSE_NANOS = 50_000_000L;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final Logger LOG = System.getLogger(PeerConnection.class.getName());

  private final PeerRequest request;
  private final List<MediaPlan> plans;
  private final PeerParts parts;
  private final LaneEndpoint endpoint;
  private final PeerListener listener;
  private final PeerBook registry;
  private final Map<MediaPlan, Transport> transports = new IdentityHashMap<>();
  private final List<Transport> distinct = new ArrayList<>();
  private final AtomicReference<@Nullable EndReason> end = new AtomicReference<>();
  private @Nullable PeerRole role;
  private String answer = "";
  private volatile PeerSnapshot snapshot = PeerSnapshot.NONE;
  private boolean connected; // lane
  private long nextSecond; // lane
  private Lane.@Nullable Timer timer; // lane

  PeerConnection(
      PeerRequest request,
      List<MediaPlan> plans,
      PeerParts parts,
      PeerListener listener,
      PeerBook registry) {
    this.request = request;
    this.plans = plans;
    this.parts = parts;
    this.endpoint = parts.endpoint();
    this.listener = listener;
    this.registry = registry;
  }

  /** The client's name for this connection. */
  public String mediaSessionId() {
    return request.mediaSessionId();
  }

  /** The session on whose behalf it was made. */
  public String sessionId() {
    return request.sessionId();
  }

  /** The answer to the client's offer. */
  public String answer() {
    return answer;
  }

  /** Whether the peer publishes; otherwise it plays. */
  public boolean publishing() {
    return role instanceof Publishing;
  }

  /** The stream that is published or played. */
  public MediaStream stream() {
    return role().stream();
  }

  /** What is published, or what of the stream is played. */
  public List<Track> tracks() {
    return publishing()
        ? stream().tracks()
        : plans.stream().map(MediaPlan::track).filter(Objects::nonNull).toList();
  }

  /** The numbers as of the last tick. */
  public PeerSnapshot snapshot() {
    return snapshot;
  }

  /** Ends the connection; the listener hears of it on the lane. Idempotent. */
  public void close(EndReason reason) {
    if (end.compareAndSet(null, reason)) {
      endpoint.lane().execute(() -> ended(reason));
    }
  }

  LanePorts ports() {
    return endpoint.ports();
  }

  Lane lane() {
    return endpoint.lane();
  }

  LaneEndpoint endpoint() {
    return endpoint;
  }

  PeerRequest request() {
    return request;
  }

  List<MediaPlan> plans() {
    return plans;
  }

  PeerParts parts() {
    return parts;
  }

  Transport transport(MediaPlan plan) {
    Transport transport = transports.get(plan);
    if (transport == null) {
      throw new IllegalArgumentException("a refused m-line has no transport");
    }
    return transport;
  }

  /** Makes the transports: one for the bundle (RFC 8843), one for each m-line outside it. */
  void connect(SessionDescription offer) {
    Transport bundle = null;
    for (MediaPlan plan : plans) {
      if (!plan.accepted()) {
        continue;
      }
      boolean bundled = parts.settings().bundle() && isBundled(offer, plan.offered());
      Transport transport = bundled && bundle != null ? bundle : open(offer, plan, bundled);
      if (bundled) {
        bundle = transport;
      }
      transports.put(plan, transport);
    }
  }

  /** Becomes a publisher. */
  MediaStream publishTo(StreamHub hub) {
    Publishing publishing = new Publishing(this, hub);
    role = publishing;
    return publishing.stream();
  }

  /** Becomes a player. */
  void playFrom(MediaStream stream) {
    role = new Playing(this, stream);
  }

  /** Writes the answer and starts waiting for the peer. */
  void writeAnswer(List<Candidate> candidates) {
    Map<MediaPlan, TrackSender> senders =
        role instanceof Playing playing ? playing.senders() : Map.of();
    long sessionId = parts.random().nextLong() >>> 2;
    answer =
        new AnswerWriter(
                plans,
                transports,
                candidates,
                endpoint.identity().sdpFingerprint(),
                "wcs" + Long.toHexString(sessionId))
            .write(sessionId, senders, request.video().maxBitrate());
    lane().execute(this::listen);
  }

  /** A transport has its keys. */
  void ready(Transport transport) {
    if (connected || end.get() != null || !distinct.stream().allMatch(Transport::ready)) {
      return;
    }
    connected = true;
    role().ready(lane().nanoTime());
    takeSnapshot();
    listener.connected(this);
  }

  /** The handshake failed. */
  void failed(EndReason reason, String detail) {
    LOG.log(Level.INFO, "peer {0}: {1} ({2})", mediaSessionId(), reason.text(), detail);
    close(reason);
  }

  /** The peer said goodbye. */
  void peerClosed() {
    close(EndReason.STOPPED_BY_USER);
  }

  /** The bytes are the role's to keep. */
  void rtp(Transport transport, byte[] packet, int length) {
    if (connected) {
      role().rtp(transport, packet, length, lane().nanoTime());
    }
  }

  /** The bytes are lent. */
  void rtcp(byte[] compound, int length) {
    if (connected) {
      role().rtcp(compound, length, lane().nanoTime());
    }
  }

  private PeerRole role() {
    PeerRole now = role;
    if (now == null) {
      throw new IllegalStateException("the connection has no role yet");
    }
    return now;
  }

  private static boolean isBundled(SessionDescription offer, MediaDescription media) {
    Group bundle = offer.bundle();
    String mid = media.mid();
    return bundle != null && mid != null && bundle.mids().contains(mid);
  }

  private Transport open(SessionDescription offer, MediaPlan plan, boolean bundled) {
    MediaDescription media = plan.offered();
    IceLiteAgent agent =
        new IceLiteAgent(
            IceCredentials.generate(parts.random()),
            remoteCredentials(offer, media),
            new IceTimeouts(
                endpoint.config().ice().connectTimeout(), endpoint.config().ice().consentTimeout()),
            lane().nanoTime());
    Transport transport =
        new Transport(
            this,
            new Transport.TransportPlan(
                endpoint,
                media.setup(offer) == SetupRole.PASSIVE,
                bundled,
                media.fingerprints(offer)),
            agent);
    distinct.add(transport);
    return transport;
  }

  private static @Nullable IceCredentials remoteCredentials(
      SessionDescription offer, MediaDescription media) {
    String ufrag = media.iceUfrag(offer);
    String pwd = media.icePwd(offer);
    return ufrag == null || pwd == null ? null : new IceCredentials(ufrag, pwd);
  }

  private void listen() {
    if (end.get() != null) {
      return;
    }
    for (Transport transport : distinct) {
      if (!endpoint.register(transport.agent(), transport)) {
        close(EndReason.FAILED);
      }
    }
    long now = lane().nanoTime();
    nextSecond = now + SECOND_NANOS;
    timer = lane().schedule(tickNanos(), this::tick);
  }

  /** A player has nothing to do between the seconds. */
  private long tickNanos() {
    return publishing() ? PULSE_NANOS : SECOND_NANOS;
  }

  private void tick() {
    if (end.get() != null) {
      return;
    }
    long now = lane().nanoTime();
    EndReason failure = failure(now);
    if (failure != null) {
      close(failure);
      return;
    }
    if (connected) {
      role().pulse(now);
    }
    if (now - nextSecond >= 0) {
      nextSecond = now + SECOND_NANOS;
      if (connected) {
        role().second(now);
      }
      takeSnapshot();
    }
    timer = lane().schedule(tickNanos(), this::tick);
  }

  private @Nullable EndReason failure(long now) {
    for (Transport transport : distinct) {
      EndReason failure = transport.failure(now);
      if (failure != null) {
        return failure;
      }
    }
    return connected ? role().failure(now) : null;
  }

  private void takeSnapshot() {
    MediaPath path = distinct.getFirst().path();
    snapshot =
        new PeerSnapshot(
            connected,
            path == null ? "" : text(path),
            path != null && path.connection(),
            role().numbers(Codec.Kind.AUDIO),
            role().numbers(Codec.Kind.VIDEO),
            role().roundTripMillis(),
            role().skipped());
  }

  private static String text(MediaPath path) {
    return path.remote().getAddress().getHostAddress() + ":" + path.remote().getPort();
  }

  private void ended(EndReason reason) {
    if (timer != null) {
      timer.cancel();
    }
    PeerRole last = role;
    if (last != null) {
      if (connected) {
        takeSnapshot();
      }
      last.ended(reason);
    }
    distinct.forEach(Transport::close);
    registry.remove(this, snapshot);
    parts.release().run();
    listener.ended(this, reason);
  }

  @Override
  public String toString() {
    return (publishing() ? "publisher " : "player ") + mediaSessionId();
  }
}
