package org.wcs.net;

import java.util.List;
import java.util.concurrent.Executor;

/** The open media ports of this node. Any thread. */
public interface MediaNetwork {

  /** One entry per lane, never empty, never changing while the network is open. */
  List<LanePorts> lanes();

  /** Runs tasks that may block (handshakes, name look-ups), each on a thread of its own. */
  Executor blocking();
}
