package org.wcs.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a run of ports that nobody listens on, below those the kernel gives away. */
public final class FreePorts {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;
  private static final int TRIES = 200;

  private FreePorts() {}

  /** The first of {@code count} neighbouring ports, all free over TCP and UDP. */
  public static int find(int count) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (allFree(first, count)) {
        return first;
      }
    }
    throw new IOException("no " + count + " neighbouring ports are free");
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket tcp = new ServerSocket();
          DatagramSocket udp = new DatagramSocket(null)) {
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
