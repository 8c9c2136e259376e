package org.wcs.connectors.inflow;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Makes endpoints, after some failures if asked to, and keeps the order of what happens. */
public final class FakeContainer implements MessageEndpointFactory {

  private final List<String> order = new CopyOnWriteArrayList<>();
  private final Function<FakeContainer, MessageEndpoint> endpoints;
  private int absent;

  /** An endpoint that says when it is released. */
  public interface Endpoint extends MessageEndpoint {

    /** Where it is. */
    FakeContainer container();

    @Override
    default void beforeDelivery(Method method) {}

    @Override
    default void afterDelivery() {}

    @Override
    default void release() {
      container().note("release");
    }
  }

  /** Makes a container in which the endpoint is absent that many times. */
  public FakeContainer(int absent, Function<FakeContainer, MessageEndpoint> endpoints) {
    this.absent = absent;
    this.endpoints = endpoints;
  }

  /** Keeps that this has happened. */
  public void note(String what) {
    order.add(what);
  }

  /** What has happened. */
  public List<String> order() {
    return order;
  }

  /** Waits until this has happened. */
  public void await(String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!order.contains(what)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " is not in " + order);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
    if (absent-- > 0) {
      note("absent");
      throw new UnavailableException("not yet, on purpose");
    }
    return endpoints.apply(this);
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
    return "ports";
  }

  @Override
  public Class<?> getEndpointClass() {
    return MessageEndpoint.class;
  }
}
