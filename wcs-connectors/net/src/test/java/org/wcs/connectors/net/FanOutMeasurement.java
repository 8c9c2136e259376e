package org.wcs.connectors.net;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.wcs.net.LanePorts.Counters;
import org.wcs.net.MediaPath;
import org.wcs.net.NetworkSettings;

/**
 * What a datagram costs without any media work: video bursts of 3 x 850 bytes 30 times a second and
 * 170 bytes of audio 50 times a second to each receiver. Not a test; run it as two processes, each
 * on a core of its own: {@code receive <receivers>} and {@code send <receivers> <seconds>
 * <offload>}.
 */
public final class FanOutMeasurement {

  private static final int FIRST_PORT = 41_000;
  private static final long VIDEO_NANOS = 1_000_000_000L / 30;
  private static final long AUDIO_NANOS = 1_000_000_000L / 50;

  private FanOutMeasurement() {}

  /** Runs one side. */
  public static void main(String[] args) throws IOException {
    int receivers = Integer.parseInt(args[1]);
    if (args[0].equals("receive")) {
      receive(receivers);
    } else {
      send(receivers, Integer.parseInt(args[2]), Boolean.parseBoolean(args[3]));
    }
  }

  private static void receive(int receivers) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < receivers; i++) {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 18);
        channel.bind(new InetSocketAddress("127.0.0.1", FIRST_PORT + i));
        channel.configureBlocking(false).register(selector, 1, channel);
      }
      while (!Thread.interrupted()) {
        selector.select(key -> drain((DatagramChannel) key.attachment(), buffer));
      }
    }
  }

  private static void drain(DatagramChannel channel, ByteBuffer buffer) {
    try {
      while (channel.receive(buffer.clear()) != null) {
        buffer.clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(int receivers, int seconds, boolean offload) throws IOException {
    NetworkSettings settings =
        new NetworkSettings(
            31_550,
            31_560,
            Loopback.addresses("127.0.0.1"),
            false,
            1,
            offload,
            new NetworkSettings.Buffers(1 << 20, 4 << 20, 65_536, 32_768, 10, 1_000_000_000L));
    try (NettyMediaNetwork network = NettyMediaNetwork.open(settings)) {
      LaneSockets sockets = network.sockets().getFirst();
      List<MediaPath> paths = new ArrayList<>();
      for (int i = 0; i < receivers; i++) {
        paths.add(
            sockets.ports().getFirst().pathTo(new InetSocketAddress("127.0.0.1", FIRST_PORT + i)));
      }
      repeat(sockets, paths, VIDEO_NANOS, new byte[2550], System.nanoTime());
      repeat(sockets, paths, AUDIO_NANOS, new byte[170], System.nanoTime());
      spend(5);
      Counters before = sockets.counters();
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      spend(seconds);
      cpu = system.getProcessCpuTime() - cpu;
      Counters after = sockets.counters();
      long sent = after.datagramsOut() - before.datagramsOut();
      System.out.printf(
          Locale.ROOT,
          "%d receivers, offload %s: %.2f us CPU per datagram, %d datagrams/s, %.1f datagrams a"
              + " call, %d drops%n",
          receivers,
          offload,
          cpu / 1000.0 / sent,
          sent / seconds,
          (double) sent / (after.sendCalls() - before.sendCalls()),
          after.sendDrops() - before.sendDrops());
    }
  }

  private static void repeat(
      LaneSockets sockets, List<MediaPath> paths, long everyNanos, byte[] bytes, long dueNanos) {
    long delay = Math.max(0, dueNanos - System.nanoTime());
    sockets
        .lane()
        .schedule(
            delay,
            () -> {
              for (MediaPath path : paths) {
                path.sendBurst(bytes, 0, bytes.length, 850);
              }
              repeat(sockets, paths, everyNanos, bytes, dueNanos + everyNanos);
            });
  }

  private static void spend(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
