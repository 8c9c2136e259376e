package org.wcs.ejb.stats;

import java.util.List;
import java.util.stream.IntStream;
import org.wcs.ejb.hook.HookSnapshot;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.service.StreamStatus;
import org.wcs.net.ByteNetwork;
import org.wcs.net.LanePorts;
import org.wcs.stream.PlayStarts;

/** Pictures of servers as tests want them. */
final class Pictures {

  static final long SEEN_MILLIS = 1_700_000_060_000L;

  private Pictures() {}

  /** A server with these streams and so much of its machine's processors in use. */
  static ServerStatus of(List<ServerStatus.StreamRow> streams, double cpu) {
    return new ServerStatus(
        new ServerStatus.Server("5.2.0", "node@here", SEEN_MILLIS - 60_500, SEEN_MILLIS, true),
        machine(cpu),
        new ServerStatus.Clients(3, 1, 2, 4, 5, 6),
        new ServerStatus.Network(
            new LanePorts.Counters(1, 2, 3, 4, 5, 6),
            ByteNetwork.Counters.NONE,
            ByteNetwork.Counters.NONE,
            new ServerStatus.MediaPorts(90, 8, 2),
            3.25),
        ServerStatus.Protocols.CLOSED,
        new HookSnapshot(
            new HookSnapshot.Connections(1, 199, 0),
            new HookSnapshot.Totals(7, 2, 1, 0, 1),
            List.of()),
        new PlayStarts().snapshot(),
        streams);
  }

  private static ServerStatus.Machine machine(double cpu) {
    return new ServerStatus.Machine(
        0.126,
        2,
        1_000,
        4_000,
        new ServerStatus.Jvm(50, 1, 2_000, 3_000, 20_000, 9, 0.5),
        new ServerStatus.Host(
            "amd64",
            cpu,
            1.5,
            new ServerStatus.Memory(24_000, 12_000),
            new ServerStatus.Memory(0, 0),
            100,
            20_000),
        List.of(
            new ServerStatus.ThreadGroup("media", 2, 1.5),
            new ServerStatus.ThreadGroup("others", 9, 0.5)));
  }

  /** Streams, the last with the most viewers. */
  static List<ServerStatus.StreamRow> streams(int number) {
    return IntStream.range(0, number).mapToObj(i -> stream("s" + i, i)).toList();
  }

  static ServerStatus.StreamRow stream(String name, int viewers) {
    return new ServerStatus.StreamRow(
        name,
        "session",
        "rtmp",
        true,
        viewers,
        0,
        new StreamStatus.Media("opus", "H264", 640, 360, false, false),
        new ServerStatus.Figures(1_000, 25, 1, 2, 3, 640, 360, -7));
  }
}
