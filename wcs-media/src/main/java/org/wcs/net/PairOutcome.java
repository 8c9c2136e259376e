package org.wcs.net;

/** How the opening of a pair ended: one call of one of the two methods, on the lane. */
public interface PairOutcome {

  /** Both sockets are bound. Before anything is received on them. */
  void opened(PortPair pair);

  /** No two neighbouring ports were free. */
  void failed(String why);
}
