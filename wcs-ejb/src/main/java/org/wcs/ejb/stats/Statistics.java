package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.wcs.ejb.hook.HookSnapshot;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.hls.HlsStatistics;
import org.wcs.meter.DurationHistogram;
import org.wcs.net.LanePorts;
import org.wcs.stream.PlayStarts;
import org.wcs.stream.StreamName;

/** The server in groups and fields, under the names that clients of the vendor know. Stateless. */
public final class Statistics {

  private static final double MILLIS = 1_000;

  private Statistics() {}

  /**
   * All groups in their order.
   *
   * @param hlsConnections connections on which HLS was asked for lately
   */
  public static List<StatGroup> of(ServerStatus status, int hlsConnections) {
    List<StatGroup> groups = new ArrayList<>();
    groups.add(connections(status, hlsConnections));
    groups.add(ports(status));
    groups.add(streams(status));
    groups.add(natives(status));
    groups.add(core(status));
    groups.add(TranscodingStats.of(status.protocols().transcoding()));
    groups.add(system(status));
    groups.add(network(status));
    groups.add(losses(status));
    groups.add(hls(status));
    groups.add(hooks(status.hooks()));
    groups.add(starts(status));
    groups.add(server(status));
    return groups;
  }

  /** Which server this is: the answer to {@code action=info}. */
  public static StatGroup server(ServerStatus status) {
    return new StatValues()
        .add("server_version", status.version())
        .add("server_node_id", status.server().nodeId())
        .add("server_ready", String.valueOf(status.server().ready()))
        .add("server_start_time", status.startedMillis())
        .add("server_uptime", status.uptimeSeconds())
        .group("server_stats", "Server Stats");
  }

  /**
   * Leaves out what was not asked for.
   *
   * @param names of groups; empty for all of them
   * @param fields names of values; empty for all of them
   */
  public static List<StatGroup> only(
      List<StatGroup> groups, Set<String> names, Set<String> fields) {
    List<StatGroup> kept = new ArrayList<>();
    for (StatGroup group : groups) {
      if (!names.isEmpty() && !names.contains(group.name())) {
        continue;
      }
      StatGroup left = fields.isEmpty() ? group : only(group, fields);
      if (fields.isEmpty() || !left.values().isEmpty()) {
        kept.add(left);
      }
    }
    return kept;
  }

  private static StatGroup only(StatGroup group, Set<String> fields) {
    StatValues kept = new StatValues();
    group
        .values()
        .forEach(
            (name, value) -> {
              if (fields.contains(name)) {
                kept.add(name, value);
              }
            });
    return kept.group(group.name(), group.title());
  }

  private static StatGroup connections(ServerStatus status, int hls) {
    int websocket = status.clients().sessions();
    int rtmp = status.protocols().rtmp().sessions();
    int rtsp = status.protocols().rtsp().totals().sessions();
    return new StatValues()
        .add("connections", websocket + rtmp + rtsp + hls)
        .add("connections_rtmfp", 0)
        .add("connections_websocket", websocket)
        .add("connections_hls", hls)
        .add("connections_rtmp", rtmp)
        .add("connections_rtsp", rtsp)
        .add("connections_resumable", status.clients().resumable())
        .add("connections_slow_closed", status.clients().slowReaders())
        .group("connections_stats", "Connection Stats");
  }

  private static StatGroup ports(ServerStatus status) {
    ServerStatus.MediaPorts media = status.network().ports();
    HookSnapshot.Connections calls = status.hooks().connections();
    return new StatValues()
        .add("ports_media_free", media.free())
        .add("ports_media_busy", media.busy())
        .add("ports_media_quarantine", media.resting())
        .add("ports_wcs_agents_free", 0)
        .add("ports_wcs_agents_busy", 0)
        .add("ports_wcs_agents_quarantine", 0)
        .add("ports_rest_api_leased", calls.leased())
        .add("ports_rest_api_available", calls.available())
        .add("ports_rest_api_pending", calls.pending())
        .group("port_stats", "Port Stats");
  }

  private static StatGroup streams(ServerStatus status) {
    ServerStatus.Protocols now = status.protocols();
    return new StatValues()
        .add("streams_webrtc_in", now.webRtc().publishers())
        .add("streams_webrtc_out", now.webRtc().players())
        .add("streams_websocket_out", 0)
        .add("streams_rtmfp_in", 0)
        .add("streams_rtmfp_out", 0)
        .add("streams_rtmp_in", now.rtmp().publishers())
        .add("streams_rtmp_out", now.rtmp().players())
        .add("streams_rtmp_client_out", now.rtmp().pushes())
        .add("streams_rtsp_in", now.rtsp().totals().publishers() + now.rtsp().totals().pulls())
        .add("streams_rtsp_out", now.rtsp().totals().players())
        .add("streams_rtsp_client_out", now.rtsp().totals().pushes())
        .add("streams_hls", now.hls().viewers())
        .add("streams_published", status.streams().size())
        .add("streams_viewers", each(status, ServerStatus.StreamRow::viewers))
        .add("streams_synchronization", each(status, row -> row.figures().syncMillis()))
        .group("streams_stats", "Stream Stats");
  }

  /** {@code name/number} of every stream, with semicolons between. */
  private static String each(ServerStatus status, ToLongFunction<ServerStatus.StreamRow> number) {
    return status.streams().stream()
        .map(row -> StreamName.shown(row.name()) + "/" + number.applyAsLong(row))
        .collect(Collectors.joining(";"));
  }

  private static StatGroup natives(ServerStatus status) {
    ServerStatus.Transcoding codecs = status.protocols().transcoding();
    return new StatValues()
        .add("native_resources", codecs.available() ? "available" : "missing")
        .add("native_video_decoders", codecs.atWork().videoDecoders())
        .add("native_video_encoders", codecs.atWork().videoEncoders())
        .add("native_audio_decoders", codecs.atWork().audioDecoders())
        .add("native_audio_encoders", codecs.atWork().audioEncoders())
        .add("native_skipped", codecs.skipped())
        .group("native_resources", "Native Resources");
  }

  private static StatGroup core(ServerStatus status) {
    ServerStatus.Machine machine = status.machine();
    ServerStatus.Jvm jvm = machine.jvm();
    StatValues values =
        new StatValues()
            .add("core_threads", ownThreads(machine))
            .add("core_java_threads", jvm.threads())
            .add("core_java_threads_blocked", jvm.blockedThreads())
            .add("core_java_cpuUsage", machine.cpu())
            .add("core_heap_used", machine.heapUsedBytes())
            .add("core_heap_max", machine.heapMaxBytes())
            .add("core_non_heap_used", jvm.otherUsedBytes())
            .add("core_classes", jvm.classes())
            .add("core_gc_count", jvm.collections())
            .add("core_gc_time", Math.round(jvm.collectionSeconds() * MILLIS));
    return machine(values, "core_java_", machine).group("core_stats", "Core Stats");
  }

  private static int ownThreads(ServerStatus.Machine machine) {
    int own = 0;
    for (ServerStatus.ThreadGroup group : machine.threads()) {
      own += Set.of("media", "streams", "workers").contains(group.name()) ? group.threads() : 0;
    }
    return own;
  }

  /** As load balancers read it since the first days: without a prefix, shares in two decimals. */
  private static StatGroup system(ServerStatus status) {
    return machine(new StatValues().add("calls", 0), "", status.machine())
        .group("system_stats", "System Stats");
  }

  private static StatValues machine(
      StatValues values, String prefix, ServerStatus.Machine machine) {
    ServerStatus.Host host = machine.host();
    return values
        .add(prefix + "committedMemory", machine.jvm().heapCommittedBytes())
        .add(prefix + "freePhysicalMemorySize", host.memory().freeBytes())
        .add(prefix + "arch", host.architecture())
        .add(prefix + "availableProcessors", machine.processors())
        .add(prefix + "freeSwapSpaceSize", host.swap().freeBytes())
        .add(prefix + "maxFileDescriptorCount", host.maxFiles())
        .add(prefix + "openFileDescriptorCount", host.openFiles())
        .add(prefix + "processCpuLoad", machine.cpu())
        .add(prefix + "systemCpuLoad", host.cpu())
        .add(prefix + "systemLoadAverage", host.loadAverage())
        .add(prefix + "totalPhysicalMemorySize", host.memory().totalBytes())
        .add(prefix + "totalSwapSpaceSize", host.swap().totalBytes());
  }

  private static StatGroup network(ServerStatus status) {
    ServerStatus.Network network = status.network();
    return new StatValues()
        .add("network_media_datagrams_in", network.media().datagramsIn())
        .add("network_media_datagrams_out", network.media().datagramsOut())
        .add("network_media_bytes_in", network.media().bytesIn())
        .add("network_media_bytes_out", network.media().bytesOut())
        .add("network_media_send_drops", network.media().sendDrops())
        .add("network_micros_per_datagram", network.cpuMicrosPerDatagram())
        .add("network_rtmp_bytes_in", network.rtmp().bytesIn())
        .add("network_rtmp_bytes_out", network.rtmp().bytesOut())
        .add("network_rtsp_bytes_in", network.rtsp().bytesIn() + rtspUdp(network).bytesIn())
        .add("network_rtsp_bytes_out", network.rtsp().bytesOut() + rtspUdp(network).bytesOut())
        .group("network_stats", "Network Stats");
  }

  private static LanePorts.Counters rtspUdp(ServerStatus.Network network) {
    return network.rtsp().datagrams();
  }

  private static StatGroup losses(ServerStatus status) {
    ServerStatus.Protocols now = status.protocols();
    return new StatValues()
        .add("losses_webrtc_in_lost", now.webRtc().in().lost())
        .add("losses_webrtc_in_nack", now.webRtc().in().nacks())
        .add("losses_webrtc_in_pli", now.webRtc().in().plis())
        .add("losses_webrtc_out_lost", now.webRtc().out().lost())
        .add("losses_webrtc_out_nack", now.webRtc().out().nacks())
        .add("losses_webrtc_out_pli", now.webRtc().out().plis())
        .add("losses_webrtc_out_skipped", now.webRtc().skipped())
        .add("losses_rtmp_out_skipped", now.rtmp().skipped())
        .add("losses_rtsp_out_skipped", now.rtsp().totals().skipped())
        .add("losses_strangers", now.webRtc().dropped() + now.rtsp().totals().dropped())
        .group("losses_stats", "Losses Stats");
  }

  private static StatGroup hls(ServerStatus status) {
    HlsStatistics hls = status.protocols().hls();
    return new StatValues()
        .add("hls_streams", hls.origins())
        .add("hls_viewers", hls.viewers())
        .add("hls_waiting", hls.waiters())
        .add("hls_segments", hls.segments())
        .add("hls_parts", hls.parts())
        .add("hls_bytes_made", hls.octetsMade())
        .add("hls_bytes_sent", hls.octetsSent())
        .add("hls_requests", hls.requests())
        .add("hls_refused", hls.refused())
        .group("hls_stats", "Hls Stats");
  }

  private static StatGroup hooks(HookSnapshot hooks) {
    StatValues values =
        new StatValues()
            .add("hooks_calls", hooks.totals().calls())
            .add("hooks_errors", hooks.totals().errors())
            .add("hooks_timeouts", hooks.totals().timeouts())
            .add("hooks_dropped", hooks.totals().dropped())
            .add("hooks_refused", hooks.totals().refused());
    for (HookSnapshot.Call call : hooks.calls()) {
      long answered = call.latency().count();
      values.add(
          "hooks_millis_" + call.app() + "_" + call.method(),
          answered == 0 ? 0.0 : call.latency().sumNanos() / 1e6 / answered);
    }
    return values.group("hooks_stats", "Hooks Stats");
  }

  private static StatGroup starts(ServerStatus status) {
    StatValues values = new StatValues();
    for (Map.Entry<PlayStarts.Way, DurationHistogram.Snapshot> each : status.starts().entrySet()) {
      String way = Metrics.label(each.getKey());
      values
          .add("starts_" + way, each.getValue().count())
          .add("starts_" + way + "_mean_millis", each.getValue().meanSeconds() * MILLIS);
    }
    return values.group("starts_stats", "Starts Stats");
  }
}
