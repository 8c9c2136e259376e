package org.wcs.ejb.boot;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.Codecs;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.worker.WorkerPool;
import org.wcs.hls.HlsProtocol;
import org.wcs.hls.HlsRuntime;
import org.wcs.stream.StreamHub;
import org.wcs.transcode.Transcoders;

/**
 * What lies between the ways in and the ways out: the streams, what is made of them, and HLS, which
 * needs no port of its own. Opened and closed by one thread at a time.
 */
final class StreamPlane {

  private final WcsConfig config;
  private final WorkerPool pool;
  private final Executor disk;
  private final HlsService service;
  private final Path data;
  private final StreamHub hub = new StreamHub();
  private volatile @Nullable Transcoders transcoders;
  private @Nullable HlsProtocol hls;

  /**
   * Makes the hub; the rest comes by {@link #open}.
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

  /** While this is open. */
  Transcoders transcoders() {
    Transcoders now = transcoders;
    if (now == null) {
      throw new IllegalStateException("not open");
    }
    return now;
  }

  /** Whichever ports open first need it; the second call changes nothing. */
  synchronized void open() {
    if (hls != null) {
      return;
    }
    Transcoders made =
        Transcoders.of(
            Codecs.load(data.resolve("natives")),
            new Transcoders.Workers(pool, pool.size() > 1),
            config.transcode());
    HlsProtocol opened =
        new HlsProtocol(
            config.hls(), hub, made, new HlsRuntime(pool, disk, data.resolve("hls"), epochNanos()));
    transcoders = made;
    hls = opened;
    opened.open();
    service.protocol(opened);
  }

  /** Ends what is made of streams; does not wait. */
  synchronized void close() {
    service.protocol(null);
    HlsProtocol last = hls;
    hls = null;
    if (last != null) {
      last.close();
    }
    Transcoders done = transcoders;
    if (done != null) {
      done.close();
    }
  }

  /** Wall-clock nanoseconds since 1970 at lane time 0; every lane here has the same clock. */
  private static long epochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
  }
}
