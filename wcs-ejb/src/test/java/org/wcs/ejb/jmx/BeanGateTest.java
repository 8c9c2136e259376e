package org.wcs.ejb.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.MBeanServerForwarder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.stats.Health;

/** What remote clients may do with the beans of a process. */
final class BeanGateTest {

  private static final ObjectName DIAGNOSTICS = name("com.sun.management:type=DiagnosticCommand");
  private static final ObjectName STRANGE = name("jboss.as:management-root=server");

  private final MBeanServerForwarder gate = BeanGate.gate();

  @BeforeEach
  void overThoseOfThisProcess() {
    gate.setMBeanServer(ManagementFactory.getPlatformMBeanServer());
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (JMException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void letsThemReadAndCallTheVirtualMachine() throws JMException {
    ObjectName runtime = name("java.lang:type=Runtime");
    assertThat(gate.getAttribute(runtime, "SpecVersion")).isEqualTo("25");
    assertThat(gate.invoke(name("java.lang:type=Memory"), "gc", null, null)).isNull();
    assertThat(gate.queryNames(name("java.lang:*"), null)).contains(runtime);
    assertThat(
            gate.getAttribute(
                name("com.sun.management:type=HotSpotDiagnostic"), "DiagnosticOptions"))
        .isNotNull();
  }

  @Test
  void makesAndTakesAwayNoBeans() {
    assertThatThrownBy(() -> gate.createMBean("javax.management.loading.MLet", STRANGE))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> gate.instantiate("java.lang.Object"))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> gate.unregisterMBean(DIAGNOSTICS))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> gate.registerMBean(new Object(), STRANGE))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void givesNoDiagnosticCommands() {
    assertThatThrownBy(() -> gate.invoke(DIAGNOSTICS, "vmSystemProperties", null, null))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void showsNothingOfTheContainer() throws JMException {
    ObjectName other = name("com.example:type=Other");
    ManagementFactory.getPlatformMBeanServer().registerMBean(new ServerBeanOf().bean(), other);
    try {
      assertThat(gate.queryNames(null, null)).isNotEmpty().doesNotContain(other);
      assertThat(gate.queryMBeans(other, null)).isEqualTo(Set.of());
      assertThat(gate.getDomains()).contains("java.lang").doesNotContain("com.example");
      assertThatThrownBy(() -> gate.getMBeanInfo(other)).isInstanceOf(SecurityException.class);
      assertThatThrownBy(() -> gate.invoke(STRANGE, "shutdown", null, null))
          .isInstanceOf(SecurityException.class);
    } finally {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(other);
    }
  }

  @Test
  void dumpsThreadsByName() throws InterruptedException {
    Thread thread = Thread.ofPlatform().name("wcs-of-this-test").start(BeanGateTest::waits);
    try {
      long deadline = System.nanoTime() + 10_000_000_000L;
      while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(new ServerBeanOf().bean().dumpWorkerThreads())
          .contains("\"wcs-of-this-test\"", "s of processor", "    at ");
      assertThat(new ServerBeanOf().bean().dumpThreads("no such")).isEmpty();
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  private static void waits() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A bean of ours without a server. */
  private static final class ServerBeanOf {
    ServerBean bean() {
      return new ServerBean(
          () -> {
            throw new IllegalStateException("there is no server");
          },
          () -> "",
          () -> new Health(List.of(), List.of()));
    }
  }
}
