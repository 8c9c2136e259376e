package org.wcs.connectors.inflow;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The activated endpoints of one adapter. Any thread.
 *
 * @param <L> their listener interface
 * @param <P> what is opened for each
 */
public final class Inflows<L, P extends AutoCloseable> {

  private final Ports<L, P> ports;
  private final Map<MessageEndpointFactory, Inflow<L, P>> inflows = new ConcurrentHashMap<>();

  /** Makes an empty set for endpoints of this sort. */
  public Inflows(Ports<L, P> ports) {
    this.ports = ports;
  }

  void open(MessageEndpointFactory factory) {
    Inflow<L, P> inflow = new Inflow<>(factory, ports);
    if (inflows.putIfAbsent(factory, inflow) == null) {
      inflow.start();
    }
  }

  void close(MessageEndpointFactory factory) {
    Inflow<L, P> inflow = inflows.remove(factory);
    if (inflow != null) {
      inflow.close();
    }
  }

  void closeAll() {
    List.copyOf(inflows.keySet()).forEach(this::close);
  }
}
