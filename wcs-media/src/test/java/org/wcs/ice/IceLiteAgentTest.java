package org.wcs.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wcs.ice.IceResult.Outcome;

class IceLiteAgentTest {
  private static final long SECOND = 1_000_000_000L;
  private final IceCredentials local = IceCredentials.generate(new SecureRandom());
  private final IceCredentials remote = IceCredentials.generate(new SecureRandom());
  private final StunIntegrity key = new StunIntegrity(local.pwd());
  private final Object port = new Object();
  private final InetSocketAddress from = new InetSocketAddress("192.0.2.7", 5000);
  private final InetSocketAddress other = new InetSocketAddress("2001:db8::7", 5001);
  private final byte[] reply = new byte[StunWriter.ROOM];
  private final Random random = new Random(1);
  private IceLiteAgent agent;

  @BeforeEach
  void create() {
    agent = new IceLiteAgent(local, remote, IceTimeouts.DEFAULT, 0);
  }

  private StunMessage request(
      String user, StunIntegrity integrity, UnaryOperator<StunWriter> more) {
    byte[] id = new byte[12];
    random.nextBytes(id);
    byte[] buffer = new byte[512];
    StunWriter writer = new StunWriter().begin(buffer, 0, StunMessage.BINDING_REQUEST, id);
    more.apply(writer.username(user).priority(1)).integrity(integrity).fingerprint();
    return parse(buffer, writer.end());
  }

  private StunMessage check() {
    return request(user(), key, writer -> writer.controlling(5));
  }

  private StunMessage nomination() {
    return request(user(), key, writer -> writer.controlling(5).useCandidate());
  }

  private String user() {
    return local.ufrag() + ":" + remote.ufrag();
  }

  private static StunMessage parse(byte[] buffer, int length) {
    return Objects.requireNonNull(StunMessage.parse(buffer, 0, length));
  }

  private StunMessage replyOf(IceResult result) {
    return parse(reply, result.replyLength());
  }

  @Test
  void answersACheckWithTheSendersAddress() {
    StunMessage check = check();
    IceResult result = agent.onMessage(check, port, other, SECOND, reply);
    assertThat(result.outcome()).isEqualTo(Outcome.AUTHENTICATED);
    assertThat(agent.connected()).isFalse();
    StunMessage answer = replyOf(result);
    assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
    assertThat(answer.xorMappedAddress()).isEqualTo(other);
    assertThat(answer.transactionHead()).isEqualTo(check.transactionHead());
    assertThat(answer.hasValidFingerprint()).isTrue();
    assertThat(key.verifies(answer)).isTrue();
  }

  @Test
  void followsTheLatestNomination() {
    assertThat(agent.onMessage(nomination(), port, from, 1, reply).outcome())
        .isEqualTo(Outcome.SELECTED);
    assertThat(agent.onMessage(nomination(), port, from, 2, reply).outcome())
        .isEqualTo(Outcome.AUTHENTICATED);
    assertThat(agent.onMessage(check(), port, other, 3, reply).outcome())
        .isEqualTo(Outcome.AUTHENTICATED);
    assertThat(agent.selected()).isEqualTo(new IcePath(port, from));
    assertThat(agent.onMessage(nomination(), port, other, 4, reply).outcome())
        .isEqualTo(Outcome.SELECTED);
    assertThat(agent.selected()).isEqualTo(new IcePath(port, other));
  }

  @Test
  void refusesANominationWithTheWrongPassword() {
    StunIntegrity wrong = new StunIntegrity(remote.pwd());
    StunMessage forged = request(user(), wrong, StunWriter::useCandidate);
    IceResult result = agent.onMessage(forged, port, from, SECOND, reply);
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.authenticated()).isFalse();
    assertThat(agent.selected()).isNull();
    assertThat(replyOf(result).errorCode()).isEqualTo(401);
    assertThat(result.replyLength()).isLessThan(forged.length());
  }

  @Test
  void refusesAStrangersUsername() {
    for (String user : new String[] {"x:" + remote.ufrag(), local.ufrag() + ":x", local.ufrag()}) {
      IceResult result = agent.onMessage(request(user, key, w -> w), port, from, 1, reply);
      assertThat(replyOf(result).errorCode()).as(user).isEqualTo(401);
    }
  }

  @Test
  void acceptsAnyRemoteUfragTillTheDescriptionIsHere() {
    agent = new IceLiteAgent(local, null, IceTimeouts.DEFAULT, 0);
    String user = local.ufrag() + ":early";
    IceResult early = agent.onMessage(request(user, key, w -> w), port, from, 1, reply);
    assertThat(early.authenticated()).isTrue();
    agent.setRemote(remote);
    IceResult late = agent.onMessage(request(user, key, w -> w), port, from, 2, reply);
    assertThat(replyOf(late).errorCode()).isEqualTo(401);
  }

  @Test
  void refusesAMessageWithoutIntegrityAsBad() {
    byte[] buffer = new byte[256];
    StunWriter writer = new StunWriter().begin(buffer, 0, 1, new byte[12]).username(user());
    StunMessage bare = parse(buffer, writer.useCandidate().fingerprint().end());
    IceResult result = agent.onMessage(bare, port, from, 1, reply);
    assertThat(replyOf(result).errorCode()).isEqualTo(400);
    assertThat(result.replyLength()).isLessThanOrEqualTo(bare.length());
    assertThat(agent.connected()).isFalse();
  }

  @Test
  void dropsAMessageWithoutFingerprint() {
    byte[] buffer = new byte[256];
    StunWriter writer = new StunWriter().begin(buffer, 0, 1, new byte[12]).username(user());
    StunMessage message = parse(buffer, writer.useCandidate().integrity(key).end());
    IceResult result = agent.onMessage(message, port, from, 1, reply);
    assertThat(result).isEqualTo(new IceResult(Outcome.DROPPED, 0));
  }

  @Test
  void tellsWhichAttributesItDoesNotUnderstand() {
    byte[] buffer = new byte[256];
    StunWriter writer = new StunWriter().begin(buffer, 0, 1, new byte[12]).username(user());
    int length = writer.priority(7).integrity(key).fingerprint().end();
    int at = StunMessage.HEADER + 4 + ((user().length() + 3) & ~3);
    buffer[at] = 0x7F;
    buffer[at + 1] = 0x01;
    key.write(buffer, 0, at + 8, at + 12);
    StunMessage unsealed = parse(buffer, length);
    assertThat(key.verifies(unsealed)).isTrue();
    byte[] sealed = java.util.Arrays.copyOf(buffer, length);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(sealed, 0, length - 8);
    java.nio.ByteBuffer.wrap(sealed).putInt(length - 4, (int) crc.getValue() ^ 0x5354554E);
    IceResult result = agent.onMessage(parse(sealed, length), port, from, 1, reply);
    assertThat(replyOf(result).errorCode()).isEqualTo(420);
    assertThat(key.verifies(replyOf(result))).isTrue();
    assertThat(StunMessage.int32(reply, 28)).isEqualTo(0x000A0002);
    assertThat(StunMessage.uint16(reply, 32)).isEqualTo(0x7F01);
  }

  @Test
  void answersAControlledPeerWithRoleConflict() {
    StunMessage message = request(user(), key, w -> w.controlled(1).useCandidate());
    IceResult result = agent.onMessage(message, port, from, 1, reply);
    assertThat(replyOf(result).errorCode()).isEqualTo(487);
    assertThat(key.verifies(replyOf(result))).isTrue();
    assertThat(agent.connected()).isFalse();
  }

  @Test
  void doesNotFollowAReplayedNomination() {
    StunMessage message = nomination();
    agent.onMessage(message, port, from, 1, reply);
    assertThat(agent.onMessage(message, port, other, 2, reply).outcome())
        .isEqualTo(Outcome.DROPPED);
    assertThat(agent.selected()).isEqualTo(new IcePath(port, from));
    assertThat(agent.onMessage(message, port, from, 3, reply).outcome())
        .as("a retransmission is answered")
        .isEqualTo(Outcome.AUTHENTICATED);
  }

  @Test
  void failsByTimeoutWithoutNomination() {
    agent.onMessage(check(), port, from, 14 * SECOND, reply);
    assertThat(agent.expired(15 * SECOND - 1)).isFalse();
    assertThat(agent.deadlineNanos()).isEqualTo(15 * SECOND);
    assertThat(agent.failure(15 * SECOND)).isEqualTo(IceFailure.TIMEOUT);
  }

  @Test
  void failsByKeepAliveWhenChecksCease() {
    agent.onMessage(nomination(), port, from, SECOND, reply);
    agent.onMessage(check(), port, from, 20 * SECOND, reply);
    StunMessage forged = request(user(), new StunIntegrity(remote.pwd()), w -> w);
    agent.onMessage(forged, port, from, 40 * SECOND, reply);
    assertThat(agent.expired(50 * SECOND - 1)).isFalse();
    assertThat(agent.failure(50 * SECOND)).isEqualTo(IceFailure.KEEP_ALIVE);
  }

  @Test
  void mediaUnderTheAgreedKeysKeepsItAliveOnceConnected() {
    agent.heard(10 * SECOND);
    assertThat(agent.failure(15 * SECOND)).isEqualTo(IceFailure.TIMEOUT);
    agent.onMessage(nomination(), port, from, 14 * SECOND, reply);
    agent.heard(40 * SECOND);
    assertThat(agent.failure(69 * SECOND)).isNull();
    assertThat(agent.failure(70 * SECOND)).isEqualTo(IceFailure.KEEP_ALIVE);
  }

  @Test
  void waitsForThePeerToComeBackAfterItsConnectionIsGone() {
    agent.onMessage(nomination(), port, from, 20 * SECOND, reply);
    agent.forgetPort(port);
    assertThat(agent.selected()).isNull();
    assertThat(agent.failure(40 * SECOND)).isNull();
    assertThat(agent.failure(50 * SECOND)).isEqualTo(IceFailure.KEEP_ALIVE);
  }

  @Test
  void everyCorruptedByteOfANominationLeavesTheAgentUnselected() {
    byte[] golden = nomination().buffer();
    int length = nomination().length();
    for (int at = 0; at < length; at++) {
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        byte[] bytes = golden.clone();
        bytes[at] ^= (byte) flip;
        StunMessage message = StunMessage.parse(bytes, 0, length);
        if (message != null) {
          assertThat(agent.onMessage(message, port, from, 1, reply).authenticated()).isFalse();
        }
      }
    }
    assertThat(agent.connected()).isFalse();
  }
}
