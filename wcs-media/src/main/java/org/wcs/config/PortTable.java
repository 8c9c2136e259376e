package org.wcs.config;

import java.util.Formatter;
import java.util.Locale;

/** The ports as shown at start, one a line. */
final class PortTable {
  private PortTable() {}

  static String of(WcsConfig config) {
    HttpConfig.Ports ports = config.http().ports();
    String address = config.http().address();
    Formatter table = new Formatter(new StringBuilder(), Locale.ROOT);
    line(table, "signalling", address + ":" + ports.ws(), "ws");
    line(table, "signalling", address + ":" + ports.wss(), "wss");
    line(table, "console, REST, WHIP, WHEP", address + ":" + ports.http(), "http");
    line(table, "console, REST, WHIP, WHEP", address + ":" + ports.https(), "https");
    line(table, "HLS", address + ":" + ports.hls(), "http");
    line(table, "HLS", address + ":" + ports.hlsHttps(), "https");
    streaming(table, config);
    line(table, "CDN", address + ":" + ports.cdn(), "ws");
    line(table, "metrics", config.http().metricsAddress() + ":" + ports.metrics(), "http");
    administration(table, config.operations());
    MediaConfig media = config.media();
    line(table, "media", "ports " + media.portFrom() + "-" + (media.portTo() - 1), "udp, tcp");
    ServerConfig server = config.server();
    line(table, "jboss-cli", server.managementAddress() + ":" + server.managementPort(), "http");
    return table.toString();
  }

  private static void streaming(Formatter table, WcsConfig config) {
    RtmpConfig.Listen rtmp = config.rtmp().listen();
    if (rtmp.port() > 0) {
      line(table, "RTMP", "port " + rtmp.port(), "rtmp");
    }
    if (rtmp.tlsPort() > 0) {
      line(table, "RTMP", "port " + rtmp.tlsPort(), "rtmps");
    }
    RtspConfig.Listen rtsp = config.rtsp().listen();
    if (rtsp.port() > 0) {
      String or = rtsp.fallbackPort() > 0 ? ", else " + rtsp.fallbackPort() : "";
      line(table, "RTSP", "port " + rtsp.port() + or, "rtsp");
    }
    if (rtsp.tlsPort() > 0) {
      line(table, "RTSP", "port " + rtsp.tlsPort(), "rtsps");
    }
  }

  private static void administration(Formatter table, OperationsConfig operations) {
    ShellConfig shell = operations.shell();
    if (shell.port() > 0) {
      line(table, "administration", shell.address() + ":" + shell.port(), "ssh");
    }
    if (shell.readOnlyPort() > 0) {
      line(table, "administration, read only", shell.address() + ":" + shell.readOnlyPort(), "ssh");
    }
    JmxConfig jmx = operations.jmx();
    if (jmx.port() > 0) {
      line(table, "management beans", jmx.address() + ":" + jmx.port(), "jmx");
    }
  }

  private static void line(Formatter table, String what, String where, String protocol) {
    table.format("  %-26s %-24s %s%n", what, where, protocol);
  }
}
