package org.wcs.connectors.inflow;

import java.io.IOException;
import java.util.function.BiConsumer;
import org.wcs.net.ByteListener;
import org.wcs.net.ByteListenerSettings;

/**
 * Ports for byte streams, whichever protocol they are for.
 *
 * @param name what to call them in the log
 * @param opening opens them
 * @param begin tells the endpoint that they are open and lets connections in
 * @param <P> what is opened
 */
public record BytePorts<P extends AutoCloseable>(
    String name, Opening<P> opening, BiConsumer<P, ByteListener> begin)
    implements Ports<ByteListener, P> {

  /** Opens ports. */
  public interface Opening<P> {
    /** All of them or none. */
    P open(ByteListenerSettings settings) throws IOException;
  }

  @Override
  public Class<ByteListener> listener() {
    return ByteListener.class;
  }

  @Override
  public P open(ByteListener endpoint) throws IOException {
    return opening.open(endpoint.settings());
  }

  @Override
  public void opened(ByteListener endpoint, P ports) {
    begin.accept(ports, endpoint);
  }

  @Override
  public void closing(ByteListener endpoint) {
    endpoint.closing();
  }
}
