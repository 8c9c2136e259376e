package org.wcs.connectors.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class InflowTest {

  @Test
  void triesAgainUntilTheEndpointIsThere() {
    FakeContainer container = new FakeContainer(3, Guest::new);
    Inflow<Guest, AutoCloseable> inflow = new Inflow<>(container, new Doors(0, 0));
    inflow.start();
    container.await("opened");
    inflow.close();
    assertThat(container.order())
        .containsExactly(
            "absent", "absent", "absent", "open", "opened", "closing", "release", "closed");
  }

  @Test
  void triesAgainWhenThePortsAreTaken() {
    FakeContainer container = new FakeContainer(0, Guest::new);
    Inflow<Guest, AutoCloseable> inflow = new Inflow<>(container, new Doors(2, 0));
    inflow.start();
    container.await("opened");
    inflow.close();
    assertThat(container.order())
        .containsExactly(
            "taken", "release", "taken", "release", "open", "opened", "closing", "release",
            "closed");
  }

  @Test
  void closesThePortsWhenTheEndpointFailsAndTriesAgain() {
    FakeContainer container = new FakeContainer(0, Guest::new);
    Inflow<Guest, AutoCloseable> inflow = new Inflow<>(container, new Doors(0, 1));
    inflow.start();
    container.await("opened");
    inflow.close();
    assertThat(container.order())
        .containsExactly(
            "open", "fault", "closed", "release", "open", "opened", "closing", "release", "closed");
  }

  @Test
  void closesWhileTheEndpointIsStillAbsent() {
    FakeContainer container = new FakeContainer(Integer.MAX_VALUE, Guest::new);
    Inflow<Guest, AutoCloseable> inflow = new Inflow<>(container, new Doors(0, 0));
    inflow.start();
    container.await("absent");
    inflow.close();
    inflow.close();
    assertThat(container.order()).containsOnly("absent");
  }

  @Test
  void anActivationBelongsToOneAdapter() throws ResourceException {
    PortActivation spec = new PortActivation();
    PortAdapter adapter = new Adapter(new Inflows<>(new Doors(0, 0)));
    spec.setResourceAdapter(adapter);
    spec.setResourceAdapter(adapter);
    assertThat(spec.getResourceAdapter()).isSameAs(adapter);
    assertThatThrownBy(() -> spec.setResourceAdapter(new Adapter(new Inflows<>(new Doors(0, 0)))))
        .isInstanceOf(ResourceException.class);
  }

  private record Adapter(Inflows<?, ?> inflows) implements PortAdapter {}

  private record Guest(FakeContainer container) implements FakeContainer.Endpoint {}

  private static final class Doors implements Ports<Guest, AutoCloseable> {
    private int taken;
    private int faults;

    Doors(int taken, int faults) {
      this.taken = taken;
      this.faults = faults;
    }

    @Override
    public String name() {
      return "doors";
    }

    @Override
    public Class<Guest> listener() {
      return Guest.class;
    }

    @Override
    public AutoCloseable open(Guest endpoint) throws IOException {
      if (taken-- > 0) {
        endpoint.container().note("taken");
        throw new BindException("taken, on purpose");
      }
      endpoint.container().note("open");
      return () -> endpoint.container().note("closed");
    }

    @Override
    public void opened(Guest endpoint, AutoCloseable ports) {
      if (faults-- > 0) {
        endpoint.container().note("fault");
        throw new IllegalStateException("a fault on purpose");
      }
      endpoint.container().note("opened");
    }

    @Override
    public void closing(Guest endpoint) {
      endpoint.container().note("closing");
    }
  }
}
