package org.wcs.ejb.shell;

import java.io.IOException;
import java.time.Duration;

/** What can be done to the server as a whole. Threads that may block. */
public interface ServerControl {

  /** Takes in no new clients and closes the ports; who is connected is told. */
  void suspend(Duration patience) throws IOException;

  /** Opens the ports again. */
  void resume() throws IOException;

  /** Suspends, and then ends the process. Returns before that happens. */
  void shutdown(Duration patience) throws IOException;

  /** {@code RUNNING}, {@code SUSPENDING}, {@code SUSPENDED} ... */
  String state() throws IOException;
}
