package org.wcs.bench.rtmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One generated stream, for measurements of what comes out another way. Any thread. */
public final class Broadcast implements AutoCloseable {

  /** Its name. */
  public static final String STREAM = LoadLoop.STREAM;

  private static final int STAMP = 2 * Long.BYTES;

  private final StreamPattern pattern;
  private final LoadLoop loop;

  /** Begins to publish to the RTMP port of a server. */
  public Broadcast(InetSocketAddress server, int bitsPerSecond) throws IOException {
    pattern = new StreamPattern(bitsPerSecond);
    loop = new LoadLoop(server, pattern);
  }

  /** Bytes of media in a second. */
  public double bytesPerSecond() {
    return pattern.bytesPerSecond();
  }

  /** Fails if the server has not taken all so far. */
  public void check() throws IOException {
    loop.received();
  }

  /** {@link System#nanoTime} at which the last picture in there was made; -1 if there is none. */
  public static long newest(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int at = bytes.length - STAMP; at >= 0; at--) {
      if (buffer.getLong(at) == StreamPattern.MAGIC) {
        return buffer.getLong(at + Long.BYTES);
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
