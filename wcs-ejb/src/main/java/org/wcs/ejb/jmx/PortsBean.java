package org.wcs.ejb.jmx;

import java.util.List;
import java.util.function.Supplier;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.shell.Verbs;

/** Ports and what is free of them. Any thread. */
final class PortsBean implements PortsMXBean {

  private final Verbs.Reports reports;
  private final Supplier<ServerStatus> status;

  PortsBean(Verbs.Reports reports, Supplier<ServerStatus> status) {
    this.reports = reports;
    this.status = status;
  }

  @Override
  public List<PortData> getPorts() {
    return reports.ports().stream()
        .map(port -> new PortData(port.name(), port.address(), port.ports(), port.protocol()))
        .toList();
  }

  @Override
  public int getMediaFree() {
    return status.get().network().ports().free();
  }

  @Override
  public int getMediaBusy() {
    return status.get().network().ports().busy();
  }

  @Override
  public int getMediaResting() {
    return status.get().network().ports().resting();
  }
}
