package org.wcs.connectors.media;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.net.MediaListener;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;

class MediaResourceAdapterTest {

  private final List<String> order = new CopyOnWriteArrayList<>();

  @Test
  void opensThePortsOnceAndSaysGoodbyeBeforeClosing() {
    MediaResourceAdapter adapter = new MediaResourceAdapter();
    Factory factory = new Factory(0);
    MediaActivation spec = new MediaActivation();
    adapter.endpointActivation(factory, spec);
    adapter.endpointActivation(factory, spec);
    await("opened");
    adapter.endpointDeactivation(factory, spec);
    adapter.endpointDeactivation(factory, spec);
    adapter.stop();
    assertThat(order).containsExactly("settings", "opened", "closing", "release");
  }

  @Test
  void opensAgainAfterASuspend() {
    MediaResourceAdapter adapter = new MediaResourceAdapter();
    Factory factory = new Factory(0);
    MediaActivation spec = new MediaActivation();
    for (int i = 0; i < 2; i++) {
      order.clear();
      adapter.endpointActivation(factory, spec);
      await("opened");
      adapter.endpointDeactivation(factory, spec);
      assertThat(order).contains("release");
    }
  }

  @Test
  void triesAgainUntilTheEndpointIsThere() {
    Inflow inflow = new Inflow(new Factory(3), this::network);
    inflow.start();
    await("opened");
    inflow.close();
    assertThat(order)
        .containsExactly(
            "absent",
            "absent",
            "absent",
            "settings",
            "open",
            "opened",
            "closing",
            "release",
            "closed");
  }

  @Test
  void triesAgainWhenThePortsAreTaken() {
    int[] faults = {2};
    Inflow inflow =
        new Inflow(
            new Factory(0),
            settings -> {
              if (faults[0]-- > 0) {
                throw new BindException("taken, on purpose");
              }
              return network(settings);
            });
    inflow.start();
    await("opened");
    inflow.close();
    assertThat(order)
        .containsExactly(
            "settings",
            "release",
            "settings",
            "release",
            "settings",
            "open",
            "opened",
            "closing",
            "release",
            "closed");
  }

  @Test
  void closesWhileTheEndpointIsStillAbsent() {
    Inflow inflow = new Inflow(new Factory(Integer.MAX_VALUE), this::network);
    inflow.start();
    await("absent");
    inflow.close();
    inflow.close();
    assertThat(order).containsOnly("absent");
  }

  private MediaNetwork network(NetworkSettings settings) throws IOException {
    order.add("open");
    return new FakeNetwork();
  }

  private void await(String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!order.contains(what)) {
      assertThat(System.nanoTime()).as(what + " in " + order).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private final class FakeNetwork implements MediaNetwork, AutoCloseable {
    @Override
    public List<org.wcs.net.LanePorts> lanes() {
      return List.of();
    }

    @Override
    public java.util.concurrent.Executor blocking() {
      return Runnable::run;
    }

    @Override
    public void close() {
      order.add("closed");
    }
  }

  private final class Factory implements MessageEndpointFactory {
    private int absent;

    Factory(int absent) {
      this.absent = absent;
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource)
        throws UnavailableException {
      if (absent-- > 0) {
        order.add("absent");
        throw new UnavailableException("not yet, on purpose");
      }
      return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeoutMillis)
        throws UnavailableException {
      return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
      return false;
    }

    @Override
    public String getActivationName() {
      return "media";
    }

    @Override
    public Class<?> getEndpointClass() {
      return Endpoint.class;
    }
  }

  private final class Endpoint implements MessageEndpoint, MediaListener {
    @Override
    public NetworkSettings settings() {
      order.add("settings");
      return new NetworkSettings(
          31_530,
          31_540,
          List.of(InetAddress.getLoopbackAddress()),
          false,
          1,
          true,
          new NetworkSettings.Buffers(65_536, 65_536, 65_536, 32_768, 10, 1_000_000_000));
    }

    @Override
    public void opened(MediaNetwork network) {
      order.add("opened");
    }

    @Override
    public void closing() {
      order.add("closing");
    }

    @Override
    public void beforeDelivery(Method method) {}

    @Override
    public void afterDelivery() {}

    @Override
    public void release() {
      order.add("release");
    }
  }
}
