package org.wcs.web.status;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.hls.HlsStatistics;
import org.wcs.rtmp.RtmpSnapshot;
import org.wcs.rtsp.RtspSnapshot;
import org.wcs.stream.StreamName;
import org.wcs.transcode.Transcoders;
import org.wcs.webrtc.PeerTotals;

/** One picture of the server as JSON. */
final class StatusJson {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final double CPU_STEPS = 10_000;

  private StatusJson() {}

  static JsonObject write(Services services) {
    ServerStatus status = services.status().status();
    ServerStatus.Machine machine = status.machine();
    ServerStatus.Clients clients = status.clients();
    return JSON.createObjectBuilder()
        .add("version", status.version())
        .add("startedAt", status.startedMillis())
        .add("uptimeSeconds", status.uptimeSeconds())
        .add("cpu", Math.round(machine.cpu() * CPU_STEPS) / CPU_STEPS)
        .add("processors", machine.processors())
        .add("heapUsedBytes", machine.heapUsedBytes())
        .add("heapMaxBytes", machine.heapMaxBytes())
        .add("sessions", clients.sessions())
        .add("resumableSessions", clients.resumable())
        .add("slowReaders", clients.slowReaders())
        .add("viewers", clients.viewers())
        .add("publishers", clients.publishers())
        .add("peers", clients.peers())
        .add("datagramsIn", status.network().media().datagramsIn())
        .add("datagramsOut", status.network().media().datagramsOut())
        .add("bytesIn", status.network().media().bytesIn())
        .add("bytesOut", status.network().media().bytesOut())
        .add("sendCalls", status.network().media().sendCalls())
        .add("sendDrops", status.network().media().sendDrops())
        .add("webrtc", webRtc(status.protocols().webRtc()))
        .add("rtmp", rtmp(status.protocols().rtmp()))
        .add("rtsp", rtsp(status.protocols().rtsp().totals()))
        .add("cameras", cameras(status.protocols().rtsp().cameras()))
        .add("hls", hls(status.protocols().hls()))
        .add("transcoding", transcoding(status.protocols().transcoding()))
        .add("ports", ports(services.config(), status.protocols().rtsp()))
        .add("streams", streams(status))
        .build();
  }

  private static JsonObjectBuilder webRtc(PeerTotals totals) {
    return JSON.createObjectBuilder()
        .add("publishers", totals.publishers())
        .add("players", totals.players())
        .add("lostIn", totals.in().lost())
        .add("lostOut", totals.out().lost())
        .add("nacksIn", totals.in().nacks())
        .add("nacksOut", totals.out().nacks())
        .add("skipped", totals.skipped());
  }

  private static JsonObjectBuilder rtmp(RtmpSnapshot.Totals totals) {
    return JSON.createObjectBuilder()
        .add("sessions", totals.sessions())
        .add("publishers", totals.publishers())
        .add("players", totals.players())
        .add("pushes", totals.pushes())
        .add("accepted", totals.accepted())
        .add("bytesIn", totals.bytesIn())
        .add("bytesOut", totals.bytesOut())
        .add("skipped", totals.skipped());
  }

  private static JsonObjectBuilder rtsp(RtspSnapshot.Totals totals) {
    return JSON.createObjectBuilder()
        .add("sessions", totals.sessions())
        .add("publishers", totals.publishers())
        .add("players", totals.players())
        .add("pulls", totals.pulls())
        .add("pushes", totals.pushes())
        .add("accepted", totals.accepted())
        .add("bytesIn", totals.bytesIn())
        .add("bytesOut", totals.bytesOut())
        .add("skipped", totals.skipped())
        .add("dropped", totals.dropped());
  }

  private static JsonObjectBuilder hls(HlsStatistics all) {
    return JSON.createObjectBuilder()
        .add("origins", all.origins())
        .add("viewers", all.viewers())
        .add("waiters", all.waiters())
        .add("segments", all.segments())
        .add("parts", all.parts())
        .add("bytesMade", all.octetsMade())
        .add("bytesSent", all.octetsSent())
        .add("requests", all.requests())
        .add("refused", all.refused());
  }

  private static JsonObjectBuilder transcoding(ServerStatus.Transcoding transcoding) {
    Transcoders.Counts atWork = transcoding.atWork();
    return JSON.createObjectBuilder()
        .add("available", transcoding.available())
        .add("videoDecoders", atWork.videoDecoders())
        .add("videoEncoders", atWork.videoEncoders())
        .add("audioDecoders", atWork.audioDecoders())
        .add("audioEncoders", atWork.audioEncoders())
        .add("skipped", transcoding.skipped());
  }

  private static JsonObjectBuilder ports(WcsConfig config, ServerStatus.Rtsp rtsp) {
    return JSON.createObjectBuilder()
        .add("ws", config.http().ports().ws())
        .add("wss", config.http().ports().wss())
        .add("http", config.http().ports().http())
        .add("https", config.http().ports().https())
        .add("hls", config.http().ports().hls())
        .add("hlsHttps", config.http().ports().hlsHttps())
        .add("rtmp", config.protocols().rtmp().listen().port())
        .add("rtmps", config.protocols().rtmp().listen().tlsPort())
        .add("rtsp", rtsp.port())
        .add("rtsps", rtsp.tlsPort())
        .add("mediaFrom", config.media().portFrom())
        .add("mediaTo", config.media().portTo());
  }

  private static JsonArrayBuilder cameras(List<PullStatus> cameras) {
    JsonArrayBuilder list = JSON.createArrayBuilder();
    for (PullStatus camera : cameras) {
      list.add(
          JSON.createObjectBuilder()
              .add("id", camera.mediaSessionId())
              .add("name", StreamName.shown(camera.localName()))
              .add("uri", StreamName.shown(camera.uri()))
              .add("status", camera.state().name())
              .add("hasAudio", camera.hasAudio())
              .add("hasVideo", camera.hasVideo())
              .add("info", camera.why()));
    }
    return list;
  }

  private static JsonArrayBuilder streams(ServerStatus status) {
    JsonArrayBuilder streams = JSON.createArrayBuilder();
    status.streams().forEach(row -> streams.add(stream(row)));
    return streams;
  }

  private static JsonObjectBuilder stream(ServerStatus.StreamRow row) {
    JsonObjectBuilder stream =
        JSON.createObjectBuilder()
            .add("name", StreamName.shown(row.name())) // anybody may read this
            .add("publisher", row.publisher())
            .add("protocol", row.protocol())
            .add("status", row.live() ? "PUBLISHING" : "PENDING");
    text(stream, "audioCodec", row.media().audioCodec());
    text(stream, "videoCodec", row.media().videoCodec());
    return stream
        .add("width", row.figures().width())
        .add("height", row.figures().height())
        .add("bitrateBps", row.figures().bitsPerSecond())
        .add("fps", row.figures().framesPerSecond())
        .add("viewers", row.viewers())
        .add("packetsLost", row.figures().lostPackets())
        .add("nacks", row.figures().nacks())
        .add("plis", row.figures().plis())
        .add("createdAt", row.createdMillis())
        .add("audioMuted", row.media().audioMuted())
        .add("videoMuted", row.media().videoMuted());
  }

  private static void text(JsonObjectBuilder object, String key, @Nullable String value) {
    if (value == null) {
      object.addNull(key);
    } else {
      object.add(key, value);
    }
  }
}
