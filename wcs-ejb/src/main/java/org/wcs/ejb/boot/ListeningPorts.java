package org.wcs.ejb.boot;

import java.util.ArrayList;
import java.util.List;
import org.wcs.config.HttpConfig;
import org.wcs.config.JmxConfig;
import org.wcs.config.MediaConfig;
import org.wcs.config.OperationsConfig;
import org.wcs.config.RtmpConfig;
import org.wcs.config.ShellConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.shell.Verbs;

/** Where the server listens. Stateless. */
final class ListeningPorts {

  private static final String EVERYWHERE = "*";

  private ListeningPorts() {}

  static List<Verbs.Port> of(WcsConfig config, ServerStatus status) {
    List<Verbs.Port> all = new ArrayList<>();
    web(config.http(), all);
    RtmpConfig.Listen rtmp = config.rtmp().listen();
    add(all, "RTMP", EVERYWHERE, rtmp.port(), "rtmp");
    add(all, "RTMP", EVERYWHERE, rtmp.tlsPort(), "rtmps");
    ServerStatus.Rtsp rtsp = status.protocols().rtsp();
    add(all, "RTSP", EVERYWHERE, rtsp.port(), "rtsp");
    add(all, "RTSP", EVERYWHERE, rtsp.tlsPort(), "rtsps");
    MediaConfig media = config.media();
    String range = media.portFrom() + "-" + (media.portTo() - 1);
    all.add(new Verbs.Port("media", EVERYWHERE, range, "udp, tcp"));
    operations(config.operations(), all);
    add(
        all,
        "management",
        config.server().managementAddress(),
        config.server().managementPort(),
        "http");
    return all;
  }

  private static void web(HttpConfig http, List<Verbs.Port> all) {
    HttpConfig.Ports ports = http.ports();
    String address = http.address();
    add(all, "signalling", address, ports.ws(), "ws");
    add(all, "signalling", address, ports.wss(), "wss");
    add(all, "REST, console, WHIP, WHEP", address, ports.http(), "http");
    add(all, "REST, console, WHIP, WHEP", address, ports.https(), "https");
    add(all, "HLS", address, ports.hls(), "http");
    add(all, "HLS", address, ports.hlsHttps(), "https");
    add(all, "CDN", address, ports.cdn(), "ws");
    add(all, "metrics", http.metricsAddress(), ports.metrics(), "http");
  }

  private static void operations(OperationsConfig operations, List<Verbs.Port> all) {
    ShellConfig shell = operations.shell();
    add(all, "shell", shell.address(), shell.port(), "ssh");
    add(all, "shell, read-only", shell.address(), shell.readOnlyPort(), "ssh");
    JmxConfig jmx = operations.jmx();
    add(all, "JMX", jmx.address(), jmx.port(), jmx.tls() ? "rmi, TLS" : "rmi");
  }

  private static void add(
      List<Verbs.Port> all, String name, String address, int port, String protocol) {
    if (port > 0) {
      all.add(new Verbs.Port(name, address, String.valueOf(port), protocol));
    }
  }
}
