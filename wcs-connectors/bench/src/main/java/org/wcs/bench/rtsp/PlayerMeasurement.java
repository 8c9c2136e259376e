package org.wcs.bench.rtsp;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.ProcStat;
import org.wcs.bench.Target;
import org.wcs.bench.rtmp.SystemCalls;
import org.wcs.rtsp.wire.RtspUrl;

/**
 * One server under a load of players. Some come and go first, so that what the first one costs once
 * is not taken for the cost of every player.
 */
final class PlayerMeasurement {

  private static final int REHEARSING_PLAYERS = 50;
  private static final int REHEARSAL_SECONDS = 3;
  private static final int CALL_SECONDS = 2;
  private static final long FIRST_BYTES = 20_000;
  private static final long BETWEEN_PLAYERS_NANOS = 2_000_000L;

  private final Target target;
  private final PlayerLoad load;
  private final LoadLoop loop;

  private PlayerMeasurement(Target target, PlayerLoad load, LoadLoop loop) {
    this.target = target;
    this.load = load;
    this.loop = loop;
  }

  static RtspFigures run(Target target, PlayerLoad load, RtspOptions.Way way) throws IOException {
    StreamPattern pattern = new StreamPattern(load.bitsPerSecond());
    boolean udp = way == RtspOptions.Way.UDP;
    RtspUrl url =
        Objects.requireNonNull(RtspUrl.parse("rtsp://127.0.0.1:" + target.port() + "/bench"));
    try (LoadLoop loop = new LoadLoop(url, target.packetPort(), pattern, udp)) {
      RtspFigures.Subject subject =
          new RtspFigures.Subject(target.name(), way.name().toLowerCase(Locale.ROOT));
      return new PlayerMeasurement(target, load, loop)
          .measure(subject, pattern.bytesPerSecond(!udp));
    }
  }

  private RtspFigures measure(RtspFigures.Subject subject, double bytesPerSecond)
      throws IOException {
    Window.pass(REHEARSAL_SECONDS);
    join(Math.min(load.players(), REHEARSING_PLAYERS));
    Window.pass(REHEARSAL_SECONDS);
    loop.part();
    Window.pass(REHEARSAL_SECONDS);
    double idleLive = target.liveBytes();
    long idle = ProcStat.residentBytes(target.pid());
    join(load.players());
    Window.pass(load.warmUpSeconds());

    loop.forgetDelays();
    long received = loop.received();
    RtspFigures.Usage usage = Window.measure(target.pid(), load.seconds());
    received = loop.received() - received;
    DelaySamples.Summary delay = loop.delays();
    long loaded = ProcStat.residentBytes(target.pid());
    SystemCalls calls = SystemCalls.count(target.pid(), CALL_SECONDS);
    return new RtspFigures(
        subject,
        load.players(),
        usage,
        received,
        bytesPerSecond * load.players() * usage.nanos() / 1e9,
        new RtspFigures.Memory(idle, loaded, target.liveBytes() - idleLive),
        new RtspFigures.Path(delay, calls));
  }

  private void join(int players) throws IOException {
    for (int i = 0; i < players; i++) {
      loop.join();
      LockSupport.parkNanos(BETWEEN_PLAYERS_NANOS);
    }
    Window.await(() -> loop.leastReceived() >= FIRST_BYTES, "a player gets nothing");
  }
}
