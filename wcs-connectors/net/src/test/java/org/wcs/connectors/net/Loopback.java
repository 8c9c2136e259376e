package org.wcs.connectors.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.wcs.lane.Lane;
import org.wcs.net.DatagramPort;
import org.wcs.net.MediaPath;
import org.wcs.net.MediaReceiver;
import org.wcs.net.NetworkSettings;

/** What the socket tests share. */
final class Loopback {

  static final NetworkSettings.Buffers BUFFERS =
      new NetworkSettings.Buffers(1 << 20, 1 << 20, 64 * 1024, 32 * 1024, 100, 5_000_000_000L);

  private Loopback() {}

  static NetworkSettings settings(int from, int to, String... addresses) {
    return new NetworkSettings(from, to, addresses(addresses), true, 1, true, BUFFERS);
  }

  static List<InetAddress> addresses(String... names) {
    return Arrays.stream(names).map(Loopback::address).toList();
  }

  static InetAddress address(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static DatagramSocket client() throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address("127.0.0.1"), 0));
    socket.setReceiveBufferSize(1 << 20);
    socket.setSoTimeout(5_000);
    return socket;
  }

  static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  static InetSocketAddress addressOf(DatagramSocket socket) {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  static <T> T onLane(Lane lane, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    lane.execute(
        () -> {
          try {
            result.complete(work.get());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 10 s: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** A receiver that answers through the path given at the first datagram or frame. */
  static class Recorder implements MediaReceiver {
    final List<byte[]> arrived = new ArrayList<>();
    final List<MediaPath> gone = new ArrayList<>();

    @Override
    public void datagram(
        DatagramPort port, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      note(buffer, offset, length);
    }

    @Override
    public void frame(MediaPath path, byte[] buffer, int offset, int length) {
      note(buffer, offset, length);
    }

    @Override
    public synchronized void closed(MediaPath path) {
      gone.add(path);
    }

    private synchronized void note(byte[] buffer, int offset, int length) {
      arrived.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    synchronized List<byte[]> arrived() {
      return List.copyOf(arrived);
    }

    synchronized int gone() {
      return gone.size();
    }
  }
}
