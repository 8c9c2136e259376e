package org.wcs.ejb.jmx;

import java.io.IOException;

/** The server as a whole. Any thread. */
public interface ServerMXBean {

  /** Version of the application. */
  String getVersion();

  /** Its name among others. */
  String getNodeId();

  /** When it started, Unix time in milliseconds. */
  long getStartedMillis();

  /** Since then. */
  long getUptimeSeconds();

  /** Whether all ports are open. */
  boolean isReady();

  /** Whether the process works, or is to be started anew. */
  boolean isLive();

  /** Whether clients may be sent here: all ports are open, and there is processor time left. */
  boolean isTakingClients();

  /** Share of all processors that the process used lately, 0 to 1. */
  double getCpu();

  /** Heap in use. */
  long getHeapUsedBytes();

  /** Streams that come in. */
  int getPublishers();

  /** Streams that go out. */
  int getViewers();

  /** Open signalling sockets. */
  int getSessions();

  /** What a datagram through the media ports cost lately, in microseconds of a processor. */
  double getCpuMicrosPerDatagram();

  /** Stack traces of the threads that carry media, and what each has used of a processor. */
  String dumpWorkerThreads();

  /** Stack traces of all platform threads whose names begin with this. */
  String dumpThreads(String namePrefix);

  /** Shows new clients a renewed certificate; returns which it is. */
  String reloadCertificate() throws IOException;
}
