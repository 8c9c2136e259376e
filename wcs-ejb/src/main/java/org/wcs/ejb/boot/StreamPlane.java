package org.wcs.ejb.boot;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.Codecs;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.worker.WorkerPool;
import org.wcs.hls.HlsProtocol;
import org.wcs.hls.HlsRuntime;
import org.wcs.rtmp.RtmpSnapshot;
import org.wcs.stream.StreamHub;
import org.wcs.transcode.Transcoders;
import org.wcs.webrtc.PeerTotals;

/**
 * What lies between the ways in and the ways out: the streams, what is made of them, and HLS, which
 * needs no port of its own. Any thread.
 */
final class StreamPlane {

  private final WcsConfig config;
  private final WorkerPool pool;
  private final Executor disk;
  private final HlsService service;
  private final Path data;
  private final StreamHub hub = new StreamHub();
  private final Set<Object> users = new HashSet<>(); // under this
  private volatile Codecs codecs = Codecs.none();
  private volatile @Nullable Transcoders transcoders;
  private volatile @Nullable HlsProtocol hls; // changed under this

  /**
   * Makes the hub; the rest comes with the first user.
   *
   * @param disk runs what may block on files
   */
  StreamPlane(WcsConfig config, WorkerPool pool, Executor disk, HlsService service) {
    this.config = config;
    this.pool = pool;
    this.disk = disk;
    this.service = service;
    this.data = Path.of(config.server().data());
  }

  StreamHub hub() {
    return hub;
  }

  /** What this machine can decode and encode; nothing before the first opening. */
  Codecs codecs() {
    return codecs;
  }

  /** Lanes of the workers. */
  WorkerPool workers() {
    return pool;
  }

  /** Null while no ports are open. */
  @Nullable HlsProtocol hls() {
    return hls;
  }

  /** While this is open. */
  Transcoders transcoders() {
    Transcoders now = transcoders;
    if (now == null) {
      throw new IllegalStateException("not open");
    }
    return now;
  }

  /** What goes on everywhere, with that of the planes that have ports given. */
  ServerStatus.Protocols protocols(
      PeerTotals webRtc, RtmpSnapshot.Totals rtmp, ServerStatus.Rtsp rtsp) {
    return new ServerStatus.Protocols(webRtc, rtmp, rtsp, service.statistics(), transcoding());
  }

  private ServerStatus.Transcoding transcoding() {
    Transcoders now = transcoders;
    return now == null
        ? ServerStatus.Protocols.CLOSED.transcoding()
        : new ServerStatus.Transcoding(
            codecs.available(), now.counts(), now.skipped(), now.snapshot());
  }

  /** Ports open that need what is here; the first brings it up. Idempotent for each user. */
  synchronized void join(Object user) {
    if (users.add(user) && users.size() == 1) {
      open();
    }
  }

  /** Ports close; with the last, what is made of streams ends. Does not wait. Idempotent. */
  synchronized void leave(Object user) {
    if (users.remove(user) && users.isEmpty()) {
      close();
    }
  }

  private void open() {
    Codecs found = Codecs.load(data.resolve("natives"));
    Transcoders made =
        Transcoders.of(
            found,
            new Transcoders.Workers(pool, pool::patient, pool.size() > 1),
            config.transcode());
    HlsProtocol opened =
        new HlsProtocol(
            config.hls(), hub, made, new HlsRuntime(pool, disk, data.resolve("hls"), epochNanos()));
    codecs = found;
    transcoders = made;
    hls = opened;
    opened.open();
    service.protocol(opened);
  }

  private void close() {
    service.protocol(null);
    HlsProtocol last = hls;
    hls = null;
    if (last != null) {
      last.close();
    }
    Transcoders done = transcoders;
    transcoders = null;
    if (done != null) {
      done.close();
    }
  }

  /** Wall-clock nanoseconds since 1970 at lane time 0; every lane here has the same clock. */
  static long epochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
  }
}
