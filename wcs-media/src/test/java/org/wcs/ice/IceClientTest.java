package org.wcs.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IceClientTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 1111);
  private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.2", 2222);
  private static final InetSocketAddress DEAD = new InetSocketAddress("192.0.2.3", 3333);

  private record Datagram(InetSocketAddress to, byte[] bytes) {
    StunMessage message() {
      return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }
  }

  private final List<Datagram> sent = new ArrayList<>();
  private final Object port = new Object();
  private final IceCredentials ours = IceCredentials.generate(new SecureRandom());
  private final IceCredentials theirs = IceCredentials.generate(new SecureRandom());
  private final IceTimeouts timeouts =
      new IceTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(30));
  private final IceLiteAgent server = new IceLiteAgent(theirs, ours, timeouts, 0);
  private final IceClient client = client(theirs);

  private IceClient client(IceCredentials remote) {
    IceClient.Timing timing = new IceClient.Timing(timeouts, 0);
    return new IceClient(
        ours, remote, timing, new Random(7), (to, bytes, n) -> sent.add(datagram(to, bytes, n)));
  }

  private static Datagram datagram(InetSocketAddress to, byte[] bytes, int length) {
    return new Datagram(to, Arrays.copyOf(bytes, length));
  }

  /** Carries what was sent to the server and its answers back. */
  private void deliver(long nowNanos) {
    while (!sent.isEmpty()) {
      Datagram datagram = sent.removeFirst();
      if (datagram.to.equals(SERVER)) {
        byte[] reply = new byte[StunWriter.ROOM];
        IceResult result = server.onMessage(datagram.message(), port, CLIENT, nowNanos, reply);
        Datagram answer = datagram(CLIENT, reply, result.replyLength());
        client.onMessage(answer.message(), SERVER, nowNanos);
      }
    }
  }

  @Test
  void nominatesTheAddressThatAnswers() {
    client.addRemote(DEAD, 0);
    client.addRemote(SERVER, 0);
    assertThat(client.nextTimeout()).isEqualTo(50_000_000L);
    client.onTimeout(client.nextTimeout());
    assertThat(server.connected()).isFalse();
    deliver(SECOND);
    assertThat(client.state()).isEqualTo(IceClient.State.CONNECTED);
    assertThat(client.selected()).isEqualTo(SERVER);
    assertThat(server.selected()).isEqualTo(new IcePath(port, CLIENT));
  }

  @Test
  void retransmitsSevenTimesThenGivesTheAddressUp() {
    client.addRemote(DEAD, 0);
    List<Long> times = new ArrayList<>();
    times.add(0L);
    while (client.state() == IceClient.State.CHECKING) {
      int before = sent.size();
      long now = client.nextTimeout();
      client.onTimeout(now);
      if (sent.size() > before) {
        times.add(now / 1_000_000);
      }
    }
    assertThat(times).containsExactly(0L, 500L, 1500L, 3500L, 7500L, 15500L, 31500L);
    assertThat(client.state()).isEqualTo(IceClient.State.FAILED);
    assertThat(client.nextTimeout()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void keepsBothSidesAliveByConsent() {
    client.addRemote(SERVER, 0);
    deliver(0);
    int refreshes = 0;
    while (client.nextTimeout() < 120 * SECOND) {
      long now = client.nextTimeout();
      client.onTimeout(now);
      refreshes += sent.size();
      deliver(now);
    }
    assertThat(refreshes).isBetween(20, 30);
    assertThat(client.state()).isEqualTo(IceClient.State.CONNECTED);
    assertThat(server.expired(120 * SECOND)).isFalse();
  }

  @Test
  void failsWhenConsentIsNotAnswered() {
    client.addRemote(SERVER, 0);
    deliver(0);
    while (client.state() == IceClient.State.CONNECTED) {
      client.onTimeout(client.nextTimeout());
    }
    assertThat(client.state()).isEqualTo(IceClient.State.FAILED);
    assertThat(sent).hasSizeBetween(4, 7);
  }

  @Test
  void ignoresAnswersThatAreForgedOrFromElsewhere() {
    client.addRemote(SERVER, 0);
    StunMessage request = sent.getFirst().message();
    byte[] buffer = new byte[128];
    StunWriter writer = new StunWriter().beginAnswer(buffer, 0, 0x0101, request);
    writer.xorMappedAddress(CLIENT).integrity(new StunIntegrity(ours.pwd())).fingerprint();
    StunMessage forged = datagram(CLIENT, buffer, writer.end()).message();
    assertThat(client.onMessage(forged, SERVER, 1)).isFalse();
    byte[] reply = new byte[StunWriter.ROOM];
    int length = server.onMessage(request, port, CLIENT, 1, reply).replyLength();
    StunMessage good = datagram(CLIENT, reply, length).message();
    assertThat(client.onMessage(good, DEAD, 1)).isFalse();
    assertThat(client.state()).isEqualTo(IceClient.State.CHECKING);
    assertThat(client.onMessage(good, SERVER, 1)).isTrue();
  }

  @Test
  void sendsNothingAfterClose() {
    client.addRemote(SERVER, 0);
    client.close();
    sent.clear();
    client.onTimeout(10 * SECOND);
    assertThat(sent).isEmpty();
    assertThat(client.state()).isEqualTo(IceClient.State.CLOSED);
  }
}
