package org.wcs.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IceDemultiplexerTest {
  private static final long SECOND = 1_000_000_000L;
  private final IceDemultiplexer<String> demultiplexer = new IceDemultiplexer<>();
  private final Object port = new Object();
  private final byte[] reply = new byte[StunWriter.ROOM];

  private static IceLiteAgent agent() {
    IceCredentials local = IceCredentials.generate(new SecureRandom());
    return new IceLiteAgent(local, null, IceTimeouts.DEFAULT, 0);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("192.0.2.9", port);
  }

  private static StunMessage nominationFor(IceLiteAgent agent) {
    byte[] buffer = new byte[256];
    byte[] id = new byte[12];
    new SecureRandom().nextBytes(id);
    StunWriter writer = new StunWriter().begin(buffer, 0, StunMessage.BINDING_REQUEST, id);
    writer.username(agent.local().ufrag() + ":peer").useCandidate();
    writer.integrity(new StunIntegrity(agent.local().pwd())).fingerprint();
    return Objects.requireNonNull(StunMessage.parse(buffer, 0, writer.end()));
  }

  @Test
  void findsAnAgentByItsUfragAndThenByAddress() {
    IceLiteAgent agent = agent();
    assertThat(demultiplexer.register(agent, "one")).isTrue();
    assertThat(demultiplexer.register(agent, "again")).isFalse();
    assertThat(demultiplexer.byUfrag(nominationFor(agent))).isEqualTo("one");
    assertThat(demultiplexer.byUfrag(nominationFor(agent()))).isNull();
    assertThat(demultiplexer.byAddress(port, address(1))).isNull();
    demultiplexer.learn(agent, port, address(1), 0);
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("one");
    assertThat(demultiplexer.byAddress(new Object(), address(1))).isNull();
    demultiplexer.unregister(agent);
    assertThat(demultiplexer.byAddress(port, address(1))).isNull();
    assertThat(demultiplexer.byUfrag(nominationFor(agent))).isNull();
    assertThat(demultiplexer.size()).isZero();
    assertThat(demultiplexer.learn(agent, port, address(1), 0)).isFalse();
  }

  @Test
  void remembersEightAddressesAndAlwaysTheSelectedOne() {
    IceLiteAgent agent = agent();
    demultiplexer.register(agent, "one");
    agent.onMessage(nominationFor(agent), port, address(1), 0, reply);
    for (int i = 1; i <= 20; i++) {
      demultiplexer.learn(agent, port, address(i), 0);
    }
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("one");
    int known = 0;
    for (int i = 1; i <= 20; i++) {
      known += demultiplexer.byAddress(port, address(i)) == null ? 0 : 1;
    }
    assertThat(known).isEqualTo(IceDemultiplexer.MAX_PATHS);
    assertThat(demultiplexer.byAddress(port, address(20))).isEqualTo("one");
  }

  @Test
  void keepsALivingAgentsSelectedAddressFromOthers() {
    IceLiteAgent victim = agent();
    IceLiteAgent thief = agent();
    demultiplexer.register(victim, "victim");
    demultiplexer.register(thief, "thief");
    victim.onMessage(nominationFor(victim), port, address(1), SECOND, reply);
    demultiplexer.learn(victim, port, address(1), SECOND);
    assertThat(demultiplexer.learn(thief, port, address(1), 2 * SECOND)).isFalse();
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("victim");
    assertThat(demultiplexer.learn(thief, port, address(1), 12 * SECOND)).isTrue();
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("thief");
    demultiplexer.unregister(victim);
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("thief");
  }

  @Test
  void forgetsTheAddressesOfAClosedConnection() {
    IceLiteAgent agent = agent();
    Object connection = new Object();
    demultiplexer.register(agent, "one");
    demultiplexer.learn(agent, port, address(1), 0);
    demultiplexer.learn(agent, connection, address(1), 0);
    demultiplexer.forgetPort(connection);
    assertThat(demultiplexer.byAddress(connection, address(1))).isNull();
    assertThat(demultiplexer.byAddress(port, address(1))).isEqualTo("one");
  }

  @Test
  void looksUpWithoutAllocating() {
    IceLiteAgent agent = agent();
    demultiplexer.register(agent, "one");
    demultiplexer.learn(agent, port, address(1), 0);
    StunMessage message = nominationFor(agent);
    InetSocketAddress equal = address(1);
    int found = lookUp(message, equal, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    found += lookUp(message, equal, 20_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(found).isEqualTo(120_000);
    assertThat(allocated).isLessThan(20_000);
  }

  private int lookUp(StunMessage message, InetSocketAddress remote, int times) {
    int found = 0;
    for (int i = 0; i < times; i++) {
      found += demultiplexer.byAddress(port, remote) == null ? 0 : 1;
      found += demultiplexer.byUfrag(message) == null ? 0 : 1;
      found += StunMessage.looksLikeStun(message.buffer(), 0, message.length()) ? 1 : 0;
    }
    return found;
  }
}
