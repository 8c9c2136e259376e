package org.wcs.ejb.stats;

import java.util.List;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.net.ByteNetwork;
import org.wcs.net.LanePorts;

/** Ports, sessions, bytes and datagrams. Stateless. */
final class TrafficMetrics {

  private static final String PROTOCOL = "protocol";
  private static final String DIRECTION = "direction";
  private static final String IN = "in";
  private static final String OUT = "out";

  private TrafficMetrics() {}

  static List<MetricFamily> of(ServerStatus status, int hlsConnections) {
    return List.of(
        ports(status.network().ports()),
        sessions(status, hlsConnections),
        accepted(status),
        Metrics.gauge("wcs_sessions_resumable", "WebSocket sessions that may come back.")
            .of(status.clients().resumable())
            .build(),
        Metrics.gauge("wcs_peers", "WebRTC connections, those on the way among them.")
            .of(status.clients().peers())
            .build(),
        streams(status),
        bytes(status),
        datagrams(status.network()),
        sendCalls(status.network()),
        Metrics.gauge(
                "wcs_datagram_cpu_microseconds",
                "Processor time of the media threads for each datagram of the last second.")
            .of(status.network().cpuMicrosPerDatagram())
            .build());
  }

  private static MetricFamily ports(ServerStatus.MediaPorts ports) {
    return Metrics.gauge("wcs_ports", "Media ports by state.")
        .add(ports.free(), "state", "free")
        .add(ports.busy(), "state", "busy")
        .add(ports.resting(), "state", "quarantine")
        .build();
  }

  private static MetricFamily sessions(ServerStatus status, int hlsConnections) {
    ServerStatus.Protocols now = status.protocols();
    return Metrics.gauge("wcs_sessions", "Clients connected now.")
        .add(status.clients().sessions(), PROTOCOL, "websocket")
        .add(now.rtmp().sessions(), PROTOCOL, "rtmp")
        .add(now.rtsp().totals().sessions(), PROTOCOL, "rtsp")
        .add(hlsConnections, PROTOCOL, "hls")
        .build();
  }

  private static MetricFamily accepted(ServerStatus status) {
    return Metrics.counter("wcs_sessions_accepted", "Clients that have connected.")
        .add(status.protocols().rtmp().accepted(), PROTOCOL, "rtmp")
        .add(status.protocols().rtsp().totals().accepted(), PROTOCOL, "rtsp")
        .build();
  }

  private static MetricFamily streams(ServerStatus status) {
    ServerStatus.Protocols now = status.protocols();
    return Metrics.gauge("wcs_streams", "Streams that come in and go out now.")
        .add(now.webRtc().publishers(), PROTOCOL, "webrtc", DIRECTION, IN)
        .add(now.webRtc().players(), PROTOCOL, "webrtc", DIRECTION, OUT)
        .add(now.rtmp().publishers(), PROTOCOL, "rtmp", DIRECTION, IN)
        .add(now.rtmp().players(), PROTOCOL, "rtmp", DIRECTION, OUT)
        .add(now.rtmp().pushes(), PROTOCOL, "rtmp", DIRECTION, "push")
        .add(now.rtsp().totals().publishers(), PROTOCOL, "rtsp", DIRECTION, IN)
        .add(now.rtsp().totals().pulls(), PROTOCOL, "rtsp", DIRECTION, "pull")
        .add(now.rtsp().totals().players(), PROTOCOL, "rtsp", DIRECTION, OUT)
        .add(now.rtsp().totals().pushes(), PROTOCOL, "rtsp", DIRECTION, "push")
        .add(now.hls().viewers(), PROTOCOL, "hls", DIRECTION, OUT)
        .build();
  }

  private static MetricFamily bytes(ServerStatus status) {
    ServerStatus.Network now = status.network();
    LanePorts.Counters beside = now.rtsp().datagrams();
    return Metrics.counter("wcs_network_bytes", "Bytes through sockets, by what they carry.")
        .add(now.media().bytesIn(), PROTOCOL, "webrtc", DIRECTION, IN)
        .add(now.media().bytesOut(), PROTOCOL, "webrtc", DIRECTION, OUT)
        .add(now.rtmp().bytesIn(), PROTOCOL, "rtmp", DIRECTION, IN)
        .add(now.rtmp().bytesOut(), PROTOCOL, "rtmp", DIRECTION, OUT)
        .add(now.rtsp().bytesIn() + beside.bytesIn(), PROTOCOL, "rtsp", DIRECTION, IN)
        .add(now.rtsp().bytesOut() + beside.bytesOut(), PROTOCOL, "rtsp", DIRECTION, OUT)
        .add(status.protocols().hls().octetsSent(), PROTOCOL, "hls", DIRECTION, OUT)
        .build();
  }

  private static MetricFamily datagrams(ServerStatus.Network now) {
    LanePorts.Counters beside = now.rtsp().datagrams();
    return Metrics.counter("wcs_network_datagrams", "Datagrams through UDP ports.")
        .add(now.media().datagramsIn(), PROTOCOL, "webrtc", DIRECTION, IN)
        .add(now.media().datagramsOut(), PROTOCOL, "webrtc", DIRECTION, OUT)
        .add(beside.datagramsIn(), PROTOCOL, "rtsp", DIRECTION, IN)
        .add(beside.datagramsOut(), PROTOCOL, "rtsp", DIRECTION, OUT)
        .build();
  }

  private static MetricFamily sendCalls(ServerStatus.Network now) {
    ByteNetwork.Counters rtsp = now.rtsp();
    return Metrics.counter("wcs_network_send_calls", "System calls that send.")
        .add(now.media().sendCalls(), PROTOCOL, "webrtc")
        .add(now.rtmp().sendCalls(), PROTOCOL, "rtmp")
        .add(rtsp.sendCalls() + rtsp.datagrams().sendCalls(), PROTOCOL, "rtsp")
        .build();
  }
}
