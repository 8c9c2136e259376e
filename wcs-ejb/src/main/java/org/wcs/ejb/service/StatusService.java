package org.wcs.ejb.service;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;
import org.wcs.net.LanePorts;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * The one picture of the server that everybody who asks gets, at most a second old. {@link #status}
 * may be called from any thread, {@link #refresh} by one thread once a second.
 */
public final class StatusService {

  private static final String MEDIA_THREADS = "media";
  private static final double MICROS = 1e6;

  private final String version;
  private final String nodeId;
  private final StreamHub hub;
  private final SessionService sessions;
  private final ServerStatus.Sources sources;
  private final StreamWatch watch = new StreamWatch(); // refresh() only
  private final MachineWatch machineWatch = new MachineWatch(); // refresh() only
  private final Clock clock = Clock.systemUTC();
  private final long startedMillis = clock.millis();
  private volatile ServerStatus status;

  /**
   * Makes the service and the first picture.
   *
   * @param nodeId the name of this server among others
   * @param sources tell what goes on; called by who refreshes
   */
  public StatusService(
      String version,
      String nodeId,
      StreamHub hub,
      SessionService sessions,
      ServerStatus.Sources sources) {
    this.version = version;
    this.nodeId = nodeId;
    this.hub = hub;
    this.sessions = sessions;
    this.sources = sources;
    this.status = look(null);
  }

  /** The last picture. */
  public ServerStatus status() {
    return status;
  }

  /** Takes a new picture. */
  public void refresh() {
    status = look(status);
  }

  private ServerStatus look(@Nullable ServerStatus last) {
    long nowMillis = clock.millis();
    watch.look(hub.streams(), nowMillis);
    ServerStatus.Machine machine = machineWatch.look();
    ServerStatus.Protocols protocols = sources.protocols();
    ServerStatus.Network network = sources.network();
    return new ServerStatus(
        new ServerStatus.Server(version, nodeId, startedMillis, nowMillis, sources.ready()),
        machine,
        clients(protocols),
        last == null ? network : withCost(network, machine, last),
        protocols,
        sources.hooks(),
        hub.starts().snapshot(),
        rows(nowMillis));
  }

  /** What the threads of the media ports used since the last look, over what went through these. */
  private static ServerStatus.Network withCost(
      ServerStatus.Network network, ServerStatus.Machine machine, ServerStatus last) {
    long datagrams = datagrams(network.media()) - datagrams(last.network().media());
    double seconds = mediaSeconds(machine) - mediaSeconds(last.machine());
    return new ServerStatus.Network(
        network.media(),
        network.rtmp(),
        network.rtsp(),
        network.ports(),
        datagrams <= 0 ? 0 : Math.max(0, seconds) * MICROS / datagrams);
  }

  private static long datagrams(LanePorts.Counters counters) {
    return counters.datagramsIn() + counters.datagramsOut();
  }

  private static double mediaSeconds(ServerStatus.Machine machine) {
    for (ServerStatus.ThreadGroup group : machine.threads()) {
      if (group.name().equals(MEDIA_THREADS)) {
        return group.cpuSeconds();
      }
    }
    return 0;
  }

  private ServerStatus.Clients clients(ServerStatus.Protocols now) {
    return new ServerStatus.Clients(
        sessions.sockets(),
        sessions.resumable(),
        now.webRtc().publishers()
            + now.rtmp().publishers()
            + now.rtsp().totals().publishers()
            + now.rtsp().totals().pulls(),
        now.webRtc().players()
            + now.rtmp().players()
            + now.rtsp().totals().players()
            + now.hls().viewers(),
        sources.peers(),
        sessions.slowReaders());
  }

  private List<ServerStatus.StreamRow> rows(long nowMillis) {
    Map<String, Numbers> numbers = new HashMap<>();
    for (LiveStream stream : sources.live()) {
      if (stream.published()) {
        numbers.put(stream.name(), stream.numbers());
      }
    }
    return hub.streams().stream()
        .map(stream -> row(stream, numbers.getOrDefault(stream.name(), Numbers.NONE), nowMillis))
        .sorted(Comparator.comparing(ServerStatus.StreamRow::name))
        .toList();
  }

  private ServerStatus.StreamRow row(MediaStream stream, Numbers numbers, long nowMillis) {
    StreamWatch.Seen seen = watch.of(stream, nowMillis);
    StreamStatus.Media media = media(stream);
    return new ServerStatus.StreamRow(
        stream.name(),
        stream.publisher().sessionId(),
        stream.publisher().protocol(),
        stream.live(),
        stream.viewers(),
        seen.sinceMillis(),
        media,
        figures(numbers, seen, media));
  }

  private static StreamStatus.Media media(MediaStream stream) {
    Track audio = stream.track(Codec.Kind.AUDIO).orElse(null);
    Track video = stream.track(Codec.Kind.VIDEO).orElse(null);
    return new StreamStatus.Media(
        audio == null ? null : audio.codec().encodingName(),
        video == null ? null : video.codec().encodingName(),
        video == null ? 0 : video.width(),
        video == null ? 0 : video.height(),
        stream.muted(Codec.Kind.AUDIO),
        stream.muted(Codec.Kind.VIDEO));
  }

  private static ServerStatus.Figures figures(
      Numbers numbers, StreamWatch.Seen seen, StreamStatus.Media media) {
    Numbers.Flow audio = numbers.audio();
    Numbers.Flow video = numbers.video();
    boolean both = audio.syncMillis() > 0 && video.syncMillis() > 0;
    return new ServerStatus.Figures(
        seen.bitsPerSecond(),
        seen.framesPerSecond(),
        audio.loss().nacks() + video.loss().nacks(),
        video.loss().plis(),
        audio.loss().lost() + video.loss().lost(),
        media.width(),
        media.height(),
        both ? video.syncMillis() - audio.syncMillis() : 0);
  }
}
