package org.wcs.bench.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.SelectorThread;

/** Cameras behind one port, as many as somebody fetches streams from. On one thread. */
final class Cameras implements AutoCloseable {

  private static final int SCRATCH = 1 << 16;
  private static final int BACKLOG = 1_024;
  private static final long APART_NANOS = 3_700_000L;

  private final SelectorThread loop = new SelectorThread("the cameras", this::turn);
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH);
  private final List<Camera> cameras = new ArrayList<>();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final StreamPattern pattern;
  private long goneBytes;

  Cameras(StreamPattern pattern) throws IOException {
    this.pattern = pattern;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    Served accept = this::accept;
    listener.register(loop.selector(), SelectionKey.OP_ACCEPT, accept);
    loop.start();
  }

  /** The URL of one of them. */
  String url(int number) throws IOException {
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    return "rtsp://127.0.0.1:" + port + "/cam" + number;
  }

  /** How many send. */
  int playing() throws IOException {
    return loop.call(() -> (int) cameras.stream().filter(Camera::playing).count());
  }

  /** Bytes that all together have sent. */
  long sent() throws IOException {
    return loop.call(() -> goneBytes + cameras.stream().mapToLong(Camera::sent).sum());
  }

  @Override
  public void close() throws IOException {
    loop.close();
    listener.close();
    for (Camera camera : cameras) {
      camera.close();
    }
  }

  private void accept(ByteBuffer unused) throws IOException {
    SocketChannel accepted = listener.accept();
    if (accepted != null) {
      // pictures of cameras do not come at the same moment
      long later = cameras.size() * APART_NANOS % StreamPattern.FRAME_NANOS;
      Source source = new Source(pattern, 2 * cameras.size() + 1);
      cameras.add(new Camera(accepted, loop.selector(), source, later));
    }
  }

  private void turn() throws IOException {
    long now = System.nanoTime();
    long waitNanos = 10_000_000;
    for (Camera camera : cameras) {
      waitNanos = Math.min(waitNanos, camera.send(now));
    }
    boolean gone = cameras.stream().anyMatch(Camera::gone);
    if (gone) {
      goneBytes += cameras.stream().filter(Camera::gone).mapToLong(Camera::sent).sum();
      cameras.removeIf(Camera::gone);
    }
    loop.select(key -> ((Served) key.attachment()).ready(scratch), waitNanos / 1_000_000);
  }
}
