package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.hls.HlsStatistics;
import org.wcs.meter.DurationHistogram;
import org.wcs.transcode.Transcoders;
import org.wcs.webrtc.PeerTotals;

/** Packets and what is lost of them, queues, codecs, HLS, and how long players wait. Stateless. */
final class MediaMetrics {

  private static final String DIRECTION = "direction";
  private static final String QUEUE = "queue";

  private MediaMetrics() {}

  static List<MetricFamily> of(ServerStatus status) {
    List<MetricFamily> all = new ArrayList<>();
    all.addAll(packets(status.protocols().webRtc()));
    all.add(queues(status));
    all.add(strangers(status.protocols()));
    all.addAll(codecs(status.protocols().transcoding()));
    all.addAll(hls(status.protocols().hls()));
    all.add(starts(status));
    return all;
  }

  private static List<MetricFamily> packets(PeerTotals totals) {
    PeerTotals.Sums in = totals.in();
    PeerTotals.Sums out = totals.out();
    return List.of(
        both("wcs_rtp_packets", "RTP packets of WebRTC.", in.packets(), out.packets()),
        both("wcs_rtp_payload_bytes", "Payload of these.", in.bytes(), out.bytes()),
        both(
            "wcs_rtp_packets_lost",
            "RTP packets of WebRTC that were lost, as the receiving side tells.",
            in.lost(),
            out.lost()),
        both(
            "wcs_rtp_nacks",
            "RTP packets that the receiving side has asked for again.",
            in.nacks(),
            out.nacks()),
        both(
            "wcs_rtp_plis",
            "Key frames that the receiving side has asked for.",
            in.plis(),
            out.plis()),
        both(
            "wcs_rtp_retransmitted",
            "RTP packets sent again or recovered.",
            in.retransmitted(),
            out.retransmitted()));
  }

  private static MetricFamily both(String name, String help, long in, long out) {
    return Metrics.counter(name, help).add(in, DIRECTION, "in").add(out, DIRECTION, "out").build();
  }

  private static MetricFamily queues(ServerStatus status) {
    ServerStatus.Protocols now = status.protocols();
    return Metrics.counter(
            "wcs_queue_drops", "Units left out because whoever reads a queue was behind.")
        .add(now.webRtc().skipped(), QUEUE, "webrtc")
        .add(now.rtmp().skipped(), QUEUE, "rtmp")
        .add(now.rtsp().totals().skipped(), QUEUE, "rtsp")
        .add(now.transcoding().skipped(), QUEUE, "transcoder")
        .add(
            status.network().media().sendDrops() + status.network().rtsp().datagrams().sendDrops(),
            QUEUE,
            "socket")
        .add(status.clients().slowReaders(), QUEUE, "signalling")
        .add(status.hooks().totals().dropped(), QUEUE, "hooks")
        .build();
  }

  private static MetricFamily strangers(ServerStatus.Protocols now) {
    return Metrics.counter("wcs_strange_packets", "Packets that belonged to nobody.")
        .add(now.webRtc().dropped(), "protocol", "webrtc")
        .add(now.rtsp().totals().dropped(), "protocol", "rtsp")
        .build();
  }

  private static List<MetricFamily> codecs(ServerStatus.Transcoding now) {
    Transcoders.Counts counts = now.atWork();
    return List.of(
        Metrics.gauge("wcs_codecs_available", "Whether the codec library has been loaded.")
            .of(now.available() ? 1 : 0)
            .build(),
        Metrics.gauge("wcs_transcoders", "Codecs at work now.")
            .add(counts.videoDecoders(), "media", "video", "step", "decode")
            .add(counts.videoEncoders(), "media", "video", "step", "encode")
            .add(counts.audioDecoders(), "media", "audio", "step", "decode")
            .add(counts.audioEncoders(), "media", "audio", "step", "encode")
            .build());
  }

  private static List<MetricFamily> hls(HlsStatistics hls) {
    return List.of(
        Metrics.gauge("wcs_hls_streams", "Streams being cut.").of(hls.origins()).build(),
        Metrics.gauge("wcs_hls_waiting", "Requests that wait.").of(hls.waiters()).build(),
        Metrics.counter("wcs_hls_segments", "Segments made.").of(hls.segments()).build(),
        Metrics.counter("wcs_hls_parts", "Parts made.").of(hls.parts()).build(),
        Metrics.counter("wcs_hls_made_bytes", "Bytes of all segments.")
            .of(hls.octetsMade())
            .build(),
        Metrics.counter("wcs_hls_requests", "Requests.").of(hls.requests()).build(),
        Metrics.counter("wcs_hls_refused", "Requests not answered with 200.")
            .of(hls.refused())
            .build());
  }

  private static MetricFamily starts(ServerStatus status) {
    MetricFamily.Builder waits =
        Metrics.histogram(
            "wcs_time_to_first_frame_seconds",
            "Time from a player's request to the first packet of pictures that left.");
    status
        .starts()
        .forEach(
            (way, wait) ->
                histogram(
                    waits, wait, MetricFamily.Builder.labels("protocol", Metrics.label(way))));
    return waits.build();
  }

  private static void histogram(
      MetricFamily.Builder family,
      DurationHistogram.Snapshot wait,
      List<MetricFamily.Label> labels) {
    for (DurationHistogram.Bucket bucket : wait.buckets()) {
      Buckets.add(family, bucket.upToSeconds(), bucket.count(), labels);
    }
    Buckets.finish(family, wait.count(), wait.sumSeconds(), labels);
  }
}
