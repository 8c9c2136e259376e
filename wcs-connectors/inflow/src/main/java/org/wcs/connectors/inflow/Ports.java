package org.wcs.connectors.inflow;

import java.io.IOException;

/**
 * One sort of ports and the endpoint that wants them. On the thread of the activation.
 *
 * @param <L> the endpoint's listener interface
 * @param <P> what is opened for it
 */
public interface Ports<L, P extends AutoCloseable> {

  /** What to call them in the log. */
  String name();

  /** The interface of the endpoint. */
  Class<L> listener();

  /** Asks the endpoint what it wants and opens all of it or nothing. */
  P open(L endpoint) throws IOException;

  /** Tells the endpoint that they are open. They are closed if this fails. */
  void opened(L endpoint, P ports);

  /** Tells the endpoint that they are about to close. */
  void closing(L endpoint);
}
