package org.wcs.ejb.jmx;

import java.util.List;

/** Where the server listens. Any thread. */
public interface PortsMXBean {

  /** Ports and ranges. */
  List<PortData> getPorts();

  /** Media ports that can be taken. */
  int getMediaFree();

  /** Media ports in use. */
  int getMediaBusy();

  /** Media ports given back lately. */
  int getMediaResting();
}
