package org.wcs.webrtc;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.dtls.DtlsFailure;
import org.wcs.dtls.DtlsListener;
import org.wcs.dtls.DtlsRole;
import org.wcs.dtls.DtlsSession;
import org.wcs.ice.IceCredentials;
import org.wcs.ice.IceFailure;
import org.wcs.ice.IceLiteAgent;
import org.wcs.ice.IceResult;
import org.wcs.ice.PacketKind;
import org.wcs.ice.StunMessage;
import org.wcs.lane.Lane;
import org.wcs.net.DatagramPort;
import org.wcs.net.MediaPath;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpReceiver;
import org.wcs.srtp.SrtpSender;
import org.wcs.stream.EndReason;
import org.wcs.unit.RtpPacket;

/**
 * One ICE/DTLS/SRTP transport (RFC 8445 lite, RFC 5764): finds the path to the peer and follows it,
 * agrees on keys, protects and unprotects. On its lane.
 */
final class Transport implements Lane.Flushable {

  /** How long a path is kept for the last words of the handshake's thread. */
  private static final long FAREWELL_NANOS = 200_000_000L;

  private final LaneEndpoint endpoint;
  private final IceLiteAgent agent;
  private final boolean active;
  private final boolean bundled;
  private final DtlsSession dtls;
  private final PeerConnection owner;
  private TrackSender[] senders = new TrackSender[0];
  private @Nullable MediaPath path;
  private @Nullable SrtpSender protector;
  private @Nullable SrtpReceiver unprotector;
  private boolean proven;
  private long provenNanos;
  private boolean dtlsStarted;
  private boolean flushing;
  private boolean closed;

  /** Makes a transport that waits for its peer; {@link #open} enters it at the demultiplexer. */
  Transport(PeerConnection owner, TransportPlan plan, IceLiteAgent agent) {
    this.owner = owner;
    this.endpoint = plan.endpoint();
    this.agent = agent;
    this.active = plan.active();
    this.bundled = plan.bundled();
    this.dtls =
        new DtlsSession(
            active ? DtlsRole.CLIENT : DtlsRole.SERVER,
            endpoint.identity(),
            plan.fingerprints(),
            endpoint.dtlsTimeouts(),
            endpoint.blocking(),
            this::sendHandshake,
            new HandshakeListener());
  }

  IceCredentials localCredentials() {
    return agent.local();
  }

  IceLiteAgent agent() {
    return agent;
  }

  /** Whether this side begins the handshake, because the offer wants to wait for it. */
  boolean active() {
    return active;
  }

  boolean bundled() {
    return bundled;
  }

  boolean ready() {
    return protector != null;
  }

  /** The path in use; null before the peer has proved itself on one. */
  @Nullable MediaPath path() {
    return path;
  }

  /** Names what is sent here, in the order of sending; before media flows. */
  void senders(List<TrackSender> inOrder) {
    senders = inOrder.toArray(new TrackSender[0]);
  }

  /** Why the peer counts as gone, or null. */
  @Nullable EndReason failure(long nowNanos) {
    IceFailure failure = agent.failure(nowNanos);
    if (failure == null) {
      return handshakeLate(nowNanos) ? EndReason.DTLS_ERROR : null;
    }
    return switch (failure) {
      case TIMEOUT -> EndReason.ICE_TIMEOUT;
      case KEEP_ALIVE -> EndReason.ICE_KEEP_ALIVE;
    };
  }

  /** A peer that should begin the handshake may never do so; nothing else would notice. */
  private boolean handshakeLate(long nowNanos) {
    return proven
        && !ready()
        && nowNanos - provenNanos > endpoint.dtlsTimeouts().handshake().toNanos();
  }

  /**
   * A STUN message whose user name is ours.
   *
   * @param port the {@link DatagramPort}, or the {@link MediaPath} of a connection
   */
  void stun(StunMessage message, Object port, InetSocketAddress remote, byte[] reply) {
    long nowNanos = endpoint.lane().nanoTime();
    IceResult result = agent.onMessage(message, port, remote, nowNanos, reply);
    if (result.replyLength() > 0) {
      endpoint.reply(port, remote, reply, result.replyLength());
    }
    if (!result.authenticated()) {
      return;
    }
    if (!proven) {
      proven = true;
      provenNanos = nowNanos;
    }
    if (endpoint.learn(agent, port, remote)
        && (path == null || result.outcome() == IceResult.Outcome.SELECTED)) {
      path = port instanceof DatagramPort udp ? udp.pathTo(remote) : (MediaPath) port;
    }
    if (active && !dtlsStarted) {
      startHandshake();
    }
  }

  /** Anything but STUN, from an address on which the peer has proved itself. */
  void received(byte[] buffer, int offset, int length) {
    switch (PacketKind.of(buffer, offset, length)) {
      case DTLS -> handshake(buffer, offset, length);
      case RTP -> rtp(buffer, offset, length);
      case RTCP -> rtcp(buffer, offset, length);
      case STUN, OTHER -> endpoint.dropped();
    }
  }

  /** A connection is gone; the peer may come back on another path until it counts as gone. */
  void lost(MediaPath connection) {
    agent.forgetPort(connection);
    if (path == connection) {
      path = null;
    }
  }

  /** Asks for one flush at the end of this drain, or when the rest of the frame is here. */
  void flushAfterDrain(boolean moreComing) {
    endpoint.lane().moreComing(moreComing);
    if (!flushing) {
      flushing = true;
      endpoint.lane().flushAfterDrain(this);
    }
  }

  @Override
  public void flush() {
    flushing = false;
    MediaPath to = path;
    boolean open = to != null && protector != null;
    BurstWriter burst = endpoint.burst();
    for (TrackSender sender : senders) {
      if (to == null || !open || !to.writable()) {
        sender.skipPending();
      } else {
        addPending(burst, sender, to);
      }
    }
    if (to != null && open) {
      burst.send(to);
    }
    for (TrackSender sender : senders) {
      sender.clearPending();
    }
  }

  private static void addPending(BurstWriter burst, TrackSender sender, MediaPath to) {
    RtpPacket[] pending = sender.pending();
    int count = sender.pendingCount();
    for (int i = 0; i < count; i++) {
      burst.add(sender, pending[i], to);
    }
  }

  /** The outgoing SRTP context; only after {@link #ready()}. */
  SrtpSender protector() {
    SrtpSender now = protector;
    if (now == null) {
      throw new IllegalStateException("no keys yet");
    }
    return now;
  }

  /** Protects and sends a compound RTCP packet that stands in the lane's RTCP buffer. */
  void sendRtcp(byte[] buffer, int length) {
    MediaPath to = path;
    if (to != null && protector != null && length > 0) {
      to.send(buffer, 0, protector.protectRtcp(buffer, 0, length));
    }
  }

  /** Sends one protected RTP packet apart from the bursts. */
  void sendRtp(byte[] buffer, int length) {
    MediaPath to = path;
    if (to != null && to.writable()) {
      to.sendBurst(buffer, 0, length, length);
    }
  }

  void close() {
    if (closed) {
      return;
    }
    closed = true;
    dtls.close();
    endpoint.remove(agent);
    MediaPath last = path;
    if (last != null) {
      // The farewell is made by another thread; the path must outlive it.
      endpoint.lane().schedule(FAREWELL_NANOS, last::close);
    }
    protector = null;
    unprotector = null;
  }

  private void handshake(byte[] buffer, int offset, int length) {
    if (!dtlsStarted) {
      startHandshake();
    }
    dtls.received(buffer, offset, length);
  }

  private void startHandshake() {
    dtlsStarted = true;
    dtls.start();
  }

  private void rtp(byte[] buffer, int offset, int length) {
    SrtpReceiver receiver = unprotector;
    if (receiver == null || !owner.publishing()) {
      endpoint.dropped();
      return;
    }
    byte[] plain = new byte[length];
    int plainLength = receiver.unprotectRtp(buffer, offset, length, plain, 0);
    if (plainLength < 0) {
      endpoint.dropped();
    } else {
      agent.heard(endpoint.lane().nanoTime());
      owner.rtp(this, plain, plainLength);
    }
  }

  private void rtcp(byte[] buffer, int offset, int length) {
    SrtpReceiver receiver = unprotector;
    byte[] plain = endpoint.rtcpIn();
    if (receiver == null || length > plain.length) {
      endpoint.dropped();
      return;
    }
    int plainLength = receiver.unprotectRtcp(buffer, offset, length, plain, 0);
    if (plainLength < 0) {
      endpoint.dropped();
    } else {
      agent.heard(endpoint.lane().nanoTime());
      owner.rtcp(plain, plainLength);
    }
  }

  /** Any thread: the handshake runs beside the lane. */
  private void sendHandshake(byte[] buffer, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
    endpoint
        .lane()
        .execute(
            () -> {
              MediaPath to = path;
              if (to != null) {
                to.send(copy, 0, copy.length);
              }
            });
  }

  private void keyed(SrtpKeys keys) {
    if (closed) {
      return;
    }
    protector = SrtpSender.of(keys.profile(), keys.localKey(), keys.localSalt());
    unprotector = SrtpReceiver.of(keys.profile(), keys.remoteKey(), keys.remoteSalt());
    owner.ready(this);
  }

  /** Called on the handshake's thread; goes on at the lane. */
  private final class HandshakeListener implements DtlsListener {

    @Override
    public void connected(SrtpKeys keys) {
      endpoint.lane().execute(() -> keyed(keys));
    }

    @Override
    public void failed(DtlsFailure failure, String detail) {
      EndReason reason =
          switch (failure) {
            case FINGERPRINT -> EndReason.DTLS_FINGERPRINT;
            case HANDSHAKE, TIMEOUT -> EndReason.DTLS_ERROR;
          };
      endpoint.lane().execute(() -> owner.failed(reason, detail));
    }

    @Override
    public void closed() {
      endpoint.lane().execute(owner::peerClosed);
    }
  }

  /**
   * What the offer says about a transport.
   *
   * @param fingerprints the certificates that the peer may show
   */
  record TransportPlan(
      LaneEndpoint endpoint,
      boolean active,
      boolean bundled,
      List<org.wcs.sdp.Fingerprint> fingerprints) {}
}
