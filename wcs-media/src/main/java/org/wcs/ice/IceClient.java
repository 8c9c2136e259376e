package org.wcs.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A controlling agent without sockets: checks the remote addresses it is given, nominates the first
 * that answers, then keeps consent fresh. RFC 8445 section 7.2 with regular nomination, RFC 8489
 * section 6.2.1 retransmission, RFC 7675 consent. It answers no checks, so the peer should be
 * ICE-lite. One thread; the owner calls {@link #onTimeout} when {@link #nextTimeout} is due.
 */
public final class IceClient {
  /** RFC 8489 section 6.2.1: first retransmission timeout, number of requests, last wait. */
  private static final long RTO_NANOS = 500_000_000L;

  private static final int RC = 7;
  private static final int RM = 16;

  /** RFC 8445 section 14.2. */
  private static final long TA_NANOS = 50_000_000L;

  /** RFC 7675 section 5.1: about every five seconds, 0.8 to 1.2 of it. */
  private static final long CONSENT_NANOS = 5_000_000_000L;

  private static final long NEVER = Long.MAX_VALUE;

  /** Sends a datagram; the bytes are lent. */
  @FunctionalInterface
  public interface Output {
    /** The first {@code length} bytes are the message. */
    void send(InetSocketAddress to, byte[] bytes, int length);
  }

  /** Where the agent stands. */
  public enum State {
    CHECKING,
    CONNECTED,
    FAILED,
    CLOSED
  }

  private final String username;
  private final StunIntegrity remoteKey;
  private final long keepAliveNanos;
  private final RandomGenerator random;
  private final Output output;
  private final StunWriter writer = new StunWriter();
  private final byte[] buffer = new byte[1024];
  private final List<Check> checks = new ArrayList<>();
  private final long tieBreaker;
  private final long deadlineNanos;
  private State state = State.CHECKING;
  private @Nullable Check nominated;
  private long consentNanos;

  /** One remote address and the transaction under way to it. */
  private static final class Check {
    final InetSocketAddress remote;
    final byte[] transactionId = new byte[12];
    int sent;
    long dueNanos;
    boolean failed;

    Check(InetSocketAddress remote, long dueNanos) {
      this.remote = remote;
      this.dueNanos = dueNanos;
    }
  }

  public IceClient(
      IceCredentials local,
      IceCredentials remote,
      Timing timing,
      RandomGenerator random,
      Output output) {
    username = remote.ufrag() + ":" + local.ufrag();
    remoteKey = new StunIntegrity(remote.pwd());
    keepAliveNanos = timing.timeouts().keepAlive().toNanos();
    deadlineNanos = timing.startNanos() + timing.timeouts().connect().toNanos();
    this.random = random;
    this.output = output;
    tieBreaker = random.nextLong();
  }

  /** The timeouts and when they begin to count. */
  public record Timing(IceTimeouts timeouts, long startNanos) {}

  /** Adds a remote candidate's address; the first added is checked first, now. */
  public void addRemote(InetSocketAddress remote, long nowNanos) {
    if (state != State.CHECKING) {
      return;
    }
    Check check = new Check(remote, nowNanos + checks.size() * TA_NANOS);
    checks.add(check);
    if (check.dueNanos == nowNanos) {
      advance(check, nowNanos);
    }
  }

  /** Where the agent stands. */
  public State state() {
    return state;
  }

  /** The address to send media to, or null before the nomination was answered. */
  public @Nullable InetSocketAddress selected() {
    Check check = nominated;
    return check == null || state != State.CONNECTED ? null : check.remote;
  }

  /** Takes a STUN message; false if it answers nothing of ours or is not authentic. */
  public boolean onMessage(StunMessage message, InetSocketAddress from, long nowNanos) {
    Check check = checkOf(message, from);
    if (check == null || state == State.FAILED || state == State.CLOSED) {
      return false;
    }
    if (message.type() == StunMessage.BINDING_ERROR) {
      return onError(message, check, nowNanos);
    }
    boolean answer = message.type() == StunMessage.BINDING_SUCCESS;
    if (!answer || !message.hasValidFingerprint() || !remoteKey.verifies(message)) {
      return false;
    }
    if (check == nominated) {
      state = State.CONNECTED;
      consentNanos = nowNanos;
      check.sent = 0;
      check.dueNanos = nowNanos + (long) (CONSENT_NANOS * (0.8 + 0.4 * random.nextDouble()));
    } else if (nominated == null) {
      nominated = check;
      check.sent = 0;
      advance(check, nowNanos);
    }
    return true;
  }

  /** Sends what is due and gives up what is overdue. */
  public void onTimeout(long nowNanos) {
    if (state == State.FAILED || state == State.CLOSED) {
      return;
    }
    if (state == State.CHECKING && nowNanos - deadlineNanos >= 0) {
      state = State.FAILED;
      return;
    }
    if (state == State.CONNECTED && nowNanos - consentNanos >= keepAliveNanos) {
      state = State.FAILED;
      return;
    }
    for (Check check : checks) {
      if (isActive(check) && nowNanos - check.dueNanos >= 0) {
        advance(check, nowNanos);
      }
    }
  }

  /** When to call {@link #onTimeout} next; Long.MAX_VALUE for never. */
  public long nextTimeout() {
    if (state == State.FAILED || state == State.CLOSED) {
      return NEVER;
    }
    long next = state == State.CHECKING ? deadlineNanos : consentNanos + keepAliveNanos;
    for (Check check : checks) {
      if (isActive(check) && check.dueNanos - next < 0) {
        next = check.dueNanos;
      }
    }
    return next;
  }

  /** Stops; nothing more is sent. */
  public void close() {
    state = State.CLOSED;
  }

  private boolean isActive(Check check) {
    return !check.failed && (nominated == null || nominated == check);
  }

  private @Nullable Check checkOf(StunMessage message, InetSocketAddress from) {
    for (Check check : checks) {
      // RFC 8445 section 7.2.5.2.1: the answer must come from where the request went.
      if (check.remote.equals(from) && message.hasTransactionId(check.transactionId)) {
        return check;
      }
    }
    return null;
  }

  private boolean onError(StunMessage message, Check check, long nowNanos) {
    boolean authentic = !message.hasIntegrity() || remoteKey.verifies(message);
    if (!message.hasValidFingerprint() || !authentic || state == State.CONNECTED) {
      return false;
    }
    // The peer may not know our answer yet: a new transaction after a while, till time is up.
    check.sent = 0;
    check.dueNanos = nowNanos + RTO_NANOS;
    return true;
  }

  private void advance(Check check, long nowNanos) {
    boolean consent = state == State.CONNECTED;
    if (check.sent >= RC) {
      check.failed = true;
      nominated = nominated == check ? null : nominated;
      return;
    }
    if (check.sent == 0 || consent) {
      random.nextBytes(check.transactionId);
    }
    check.sent++;
    long wait = check.sent == RC ? RM * RTO_NANOS : RTO_NANOS << (check.sent - 1);
    if (consent) {
      // RFC 7675 section 5.1: consent requests are not retransmitted, the next one follows.
      check.sent = 1;
      wait = (long) (CONSENT_NANOS * (0.8 + 0.4 * random.nextDouble()));
    }
    check.dueNanos = nowNanos + wait;
    output.send(check.remote, buffer, write(check));
  }

  private int write(Check check) {
    writer.begin(buffer, 0, StunMessage.BINDING_REQUEST, check.transactionId).username(username);
    writer.priority(CandidatePriority.of(CandidatePriority.PEER_REFLEXIVE, 65535, 1));
    writer.controlling(tieBreaker);
    if (check == nominated) {
      writer.useCandidate();
    }
    return writer.integrity(remoteKey).fingerprint().end();
  }
}
