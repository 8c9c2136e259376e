package org.wcs.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.ice.IceResult.Outcome;

/**
 * The ICE-lite side of one media transport, RFC 8445 section 7.3: answers Binding requests, never
 * sends any, is always controlled. On its lane.
 *
 * <p>A path counts only after a request with the right MESSAGE-INTEGRITY came over it, and is
 * selected only by such a request with USE-CANDIDATE. The path nominated last is the selected one,
 * so that a browser that moves to another network is followed.
 */
public final class IceLiteAgent {
  private final IceCredentials local;
  private final byte[] localUfrag;
  private final StunIntegrity key;
  private final ReplayGuard replays = new ReplayGuard();
  private final StunWriter writer = new StunWriter();
  private final long connectNanos;
  private final long keepAliveNanos;
  private final long createdNanos;
  private byte @Nullable [] remoteUfrag;
  private @Nullable IcePath selected;
  private boolean everSelected;
  private long lastCheckNanos;

  /**
   * @param remote null while the peer's description is not here yet: its checks may come first, and
   *     any remote ufrag passes till {@link #setRemote}
   */
  public IceLiteAgent(
      IceCredentials local, @Nullable IceCredentials remote, IceTimeouts timeouts, long nowNanos) {
    this.local = local;
    localUfrag = local.ufrag().getBytes(StandardCharsets.US_ASCII);
    key = new StunIntegrity(local.pwd());
    connectNanos = timeouts.connect().toNanos();
    keepAliveNanos = timeouts.keepAlive().toNanos();
    createdNanos = nowNanos;
    lastCheckNanos = nowNanos;
    if (remote != null) {
      setRemote(remote);
    }
  }

  /** Our own credentials. */
  public IceCredentials local() {
    return local;
  }

  /** The peer's credentials, known from its description. */
  public void setRemote(IceCredentials remote) {
    remoteUfrag = remote.ufrag().getBytes(StandardCharsets.US_ASCII);
  }

  /** The path media is sent on, or null before the first nomination. */
  public @Nullable IcePath selected() {
    return selected;
  }

  /** Whether a path is selected. */
  public boolean connected() {
    return selected != null;
  }

  /**
   * Takes a STUN message for this agent.
   *
   * @param localPort the socket or connection it came by, compared by identity
   * @param reply takes the answer from index 0, at least {@link StunWriter#ROOM} bytes
   */
  public IceResult onMessage(
      StunMessage message, Object localPort, InetSocketAddress from, long nowNanos, byte[] reply) {
    // ICE demands FINGERPRINT (RFC 8445 section 7.1); without it this may be no STUN at all.
    boolean request = message.type() == StunMessage.BINDING_REQUEST;
    if (!request || !message.hasValidFingerprint()) {
      return new IceResult(Outcome.DROPPED, 0);
    }
    int refusal = refusalOf(message);
    if (refusal != 0) {
      return refuse(message, refusal, reply);
    }
    if (!replays.admits(message, localPort, from)) {
      return new IceResult(Outcome.DROPPED, 0);
    }
    lastCheckNanos = nowNanos;
    Outcome outcome = Outcome.AUTHENTICATED;
    IcePath known = selected;
    if (message.useCandidate() && (known == null || !known.is(localPort, from))) {
      selected = new IcePath(localPort, from);
      everSelected = true;
      outcome = Outcome.SELECTED;
    }
    writer.beginAnswer(reply, 0, StunMessage.BINDING_SUCCESS, message).xorMappedAddress(from);
    return new IceResult(outcome, writer.integrity(key).fingerprint().end());
  }

  /** RFC 8489 sections 9.1.3 and 6.3.1, RFC 8445 section 7.3.1.1: the error code, or 0. */
  private int refusalOf(StunMessage message) {
    if (!message.hasIntegrity() || message.usernameAt() < 0) {
      return 400;
    }
    if (!isForUs(message) || !key.verifies(message)) {
      return 401;
    }
    if (message.unknownRequired() > 0) {
      return 420;
    }
    return message.isControlled() ? 487 : 0;
  }

  private boolean isForUs(StunMessage message) {
    int colon = message.localUfragLength();
    if (colon < 0) {
      return false;
    }
    byte[] buffer = message.buffer();
    int at = message.usernameAt();
    int end = at + message.usernameLength();
    byte[] peer = remoteUfrag;
    return Arrays.equals(buffer, at, at + colon, localUfrag, 0, localUfrag.length)
        && (peer == null || Arrays.equals(buffer, at + colon + 1, end, peer, 0, peer.length));
  }

  /** RFC 8489 section 9.1.4: answers to those who did not prove the password have no integrity. */
  private IceResult refuse(StunMessage message, int code, byte[] reply) {
    writer.beginAnswer(reply, 0, StunMessage.BINDING_ERROR, message).errorCode(code);
    if (code == 420) {
      writer.unknownAttributes(message);
    }
    if (code == 420 || code == 487) {
      writer.integrity(key);
    }
    return new IceResult(Outcome.REFUSED, writer.fingerprint().end());
  }

  /** Whether the agent failed, see {@link #failure}. */
  public boolean expired(long nowNanos) {
    return failure(nowNanos) != null;
  }

  /** Why this agent is to be given up as of now, or null. */
  public @Nullable IceFailure failure(long nowNanos) {
    if (!everSelected) {
      return nowNanos - createdNanos >= connectNanos ? IceFailure.TIMEOUT : null;
    }
    return nowNanos - lastCheckNanos >= keepAliveNanos ? IceFailure.KEEP_ALIVE : null;
  }

  /** When {@link #failure} is to be asked again if nothing comes till then. */
  public long deadlineNanos() {
    return everSelected ? lastCheckNanos + keepAliveNanos : createdNanos + connectNanos;
  }

  /**
   * The peer sent something else that proves that it is there and wants to be, such as media under
   * the agreed keys. Some agents check no more once they send (FFmpeg 8).
   */
  public void heard(long nowNanos) {
    if (everSelected) {
      lastCheckNanos = nowNanos;
    }
  }

  /** When the peer last proved itself; the creation if it never did. */
  public long lastCheckNanos() {
    return lastCheckNanos;
  }

  /**
   * The TCP connection is gone: a path over it is not selected any more. The peer has the
   * keep-alive time to come back over another.
   */
  public void forgetPort(Object localPort) {
    IcePath known = selected;
    if (known != null && known.localPort() == localPort) {
      selected = null;
    }
  }
}
