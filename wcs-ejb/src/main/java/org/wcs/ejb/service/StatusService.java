package org.wcs.ejb.service;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.JMException;
import org.wcs.net.LanePorts;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerSnapshot;

/**
 * The one picture of the server that everybody who asks gets, at most a second old. {@link #status}
 * may be called from any thread, {@link #refresh} by one thread once a second.
 */
public final class StatusService {

  private static final LanePorts.Counters CLOSED = new LanePorts.Counters(0, 0, 0, 0, 0, 0);

  private final String version;
  private final StreamHub hub;
  private final StreamService streams;
  private final SessionService sessions;
  private final ServerStatus.MediaSide mediaSide;
  private final Supplier<ServerStatus.Protocols> protocols;
  private final StreamWatch watch = new StreamWatch(); // refresh() only
  private final Clock clock = Clock.systemUTC();
  private final long startedMillis = clock.millis();
  private volatile ServerStatus status;

  /**
   * Makes the service and the first picture.
   *
   * @param protocols tells what goes on beside WebRTC; called by who refreshes
   */
  public StatusService(
      String version,
      StreamHub hub,
      StreamService streams,
      SessionService sessions,
      ServerStatus.MediaSide mediaSide,
      Supplier<ServerStatus.Protocols> protocols) {
    this.version = version;
    this.hub = hub;
    this.streams = streams;
    this.sessions = sessions;
    this.mediaSide = mediaSide;
    this.protocols = protocols;
    this.status = look();
  }

  /** The last picture. */
  public ServerStatus status() {
    return status;
  }

  /** Takes a new picture. */
  public void refresh() {
    status = look();
  }

  private ServerStatus look() {
    watch.look(hub.streams(), clock.millis());
    LanePorts.Counters counters = mediaSide.counters();
    ServerStatus.Protocols beside = protocols.get();
    return new ServerStatus(
        version,
        startedMillis,
        (clock.millis() - startedMillis) / 1000,
        machine(),
        clients(beside),
        counters == null ? CLOSED : counters,
        beside,
        rows());
  }

  private static ServerStatus.Machine machine() {
    Runtime runtime = Runtime.getRuntime();
    return new ServerStatus.Machine(
        cpu(),
        runtime.availableProcessors(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory());
  }

  /** By its attribute: deployments do not see the class that has a method for it. */
  private static double cpu() {
    try {
      Object load =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  ManagementFactory.getOperatingSystemMXBean().getObjectName(), "ProcessCpuLoad");
      return load instanceof Double share && share > 0 ? share : 0;
    } catch (JMException e) {
      return 0;
    }
  }

  private ServerStatus.Clients clients(ServerStatus.Protocols beside) {
    int publishers = beside.rtmp().publishers() + beside.rtsp().totals().publishers();
    int viewers =
        beside.rtmp().players() + beside.rtsp().totals().players() + beside.hls().viewers();
    for (MediaSession media : streams.open()) {
      if (media.publishing()) {
        publishers++;
      } else {
        viewers++;
      }
    }
    return new ServerStatus.Clients(
        sessions.sockets(),
        sessions.resumable(),
        publishers,
        viewers,
        mediaSide.peers(),
        sessions.slowReaders());
  }

  private List<ServerStatus.StreamRow> rows() {
    return hub.streams().stream()
        .map(this::row)
        .sorted(Comparator.comparing(ServerStatus.StreamRow::name))
        .toList();
  }

  private ServerStatus.StreamRow row(MediaStream stream) {
    StreamWatch.Seen seen = watch.of(stream, clock.millis());
    PeerSnapshot numbers = sessionOf(stream).map(StatusService::snapshot).orElse(PeerSnapshot.NONE);
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

  private Optional<MediaSession> sessionOf(MediaStream stream) {
    return streams.open().stream().filter(media -> media.publishes(stream)).findAny();
  }

  private static PeerSnapshot snapshot(MediaSession media) {
    PeerGateway.Peer peer = media.peer();
    return peer == null ? PeerSnapshot.NONE : peer.snapshot();
  }

  private static StreamStatus.Media media(MediaStream stream) {
    Optional<Track> video = stream.track(Codec.Kind.VIDEO);
    return new StreamStatus.Media(
        stream.track(Codec.Kind.AUDIO).map(track -> track.codec().encodingName()).orElse(null),
        video.map(track -> track.codec().encodingName()).orElse(null),
        video.map(Track::width).orElse(0),
        video.map(Track::height).orElse(0),
        stream.muted(Codec.Kind.AUDIO),
        stream.muted(Codec.Kind.VIDEO));
  }

  private static SessionEvent.Figures figures(
      PeerSnapshot numbers, StreamWatch.Seen seen, StreamStatus.Media media) {
    return new SessionEvent.Figures(
        seen.bitsPerSecond(),
        seen.framesPerSecond(),
        numbers.audio().nacks() + numbers.video().nacks(),
        numbers.video().plis(),
        numbers.audio().lost() + numbers.video().lost(),
        media.width(),
        media.height());
  }
}
