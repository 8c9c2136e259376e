package org.wcs.bench.rtmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.ProcStat;
import org.wcs.bench.Target;

/**
 * One server under load. Some players come and go first, so that what the first one costs once is
 * not taken for the cost of every player.
 */
final class RtmpMeasurement {

  private static final int REHEARSING_PLAYERS = 50;
  private static final int REHEARSAL_SECONDS = 3;
  private static final int CALL_SECONDS = 2;
  private static final long FIRST_BYTES = 20_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = 20_000_000L;
  private static final long BETWEEN_PLAYERS_NANOS = 1_000_000L;

  private final Target target;
  private final PlayerLoad load;
  private final StreamPattern pattern;
  private final LoadLoop loop;

  private RtmpMeasurement(Target target, PlayerLoad load, StreamPattern pattern, LoadLoop loop) {
    this.target = target;
    this.load = load;
    this.pattern = pattern;
    this.loop = loop;
  }

  static RtmpFigures run(Target target, PlayerLoad load) throws IOException {
    StreamPattern pattern = new StreamPattern(load.bitsPerSecond());
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
    try (LoadLoop loop = new LoadLoop(address, pattern)) {
      return new RtmpMeasurement(target, load, pattern, loop).measure();
    }
  }

  private RtmpFigures measure() throws IOException {
    pass(REHEARSAL_SECONDS);
    join(Math.min(load.players(), REHEARSING_PLAYERS));
    pass(REHEARSAL_SECONDS);
    loop.part();
    pass(REHEARSAL_SECONDS);
    double idleLive = target.liveBytes();
    long idle = ProcStat.residentBytes(target.pid());
    join(load.players());
    pass(load.warmUpSeconds());

    loop.forgetDelays();
    long received = loop.received();
    long cpu = ProcStat.cpuNanos(target.pid());
    long began = System.nanoTime();
    pass(load.seconds());
    long nanos = System.nanoTime() - began;
    cpu = ProcStat.cpuNanos(target.pid()) - cpu;
    received = loop.received() - received;
    DelaySamples.Summary delay = loop.delays();
    long loaded = ProcStat.residentBytes(target.pid());
    SystemCalls calls = SystemCalls.count(target.pid(), CALL_SECONDS);
    RtmpFigures.Memory memory = new RtmpFigures.Memory(idle, loaded, target.liveBytes() - idleLive);
    return new RtmpFigures(
        target.name(),
        load.players(),
        nanos,
        cpu,
        received,
        pattern.bytesPerSecond() * load.players() * nanos / 1e9,
        memory,
        new RtmpFigures.Path(delay, calls));
  }

  private void join(int players) throws IOException {
    for (int i = 0; i < players; i++) {
      loop.join();
      LockSupport.parkNanos(BETWEEN_PLAYERS_NANOS);
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (loop.leastReceived() < FIRST_BYTES) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IOException("a player gets nothing");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static void pass(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
