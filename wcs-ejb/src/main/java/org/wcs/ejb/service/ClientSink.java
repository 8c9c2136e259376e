package org.wcs.ejb.service;

/** The way to one client. Any thread; nothing here may block or throw. */
public interface ClientSink {

  /** Tells the client something, after everything told before. */
  void tell(SessionEvent event);

  /** Ends the client's connection after everything told before; {@code reason} is for the log. */
  void close(String reason);

  /** Tells whether nothing waits to be sent. */
  boolean idle();
}
