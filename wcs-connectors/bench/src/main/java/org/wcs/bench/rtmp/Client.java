package org.wcs.bench.rtmp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connection: shakes hands, asks for its stream, then counts what comes. On the loop's thread.
 */
final class Client {

  private final SocketChannel channel;
  private final SelectionKey key;
  private final String name;
  private final boolean publishes;
  private final @Nullable Delays delays;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private @Nullable ByteBuffer answer = ByteBuffer.allocate(Wire.ANSWER);
  private long received;

  /**
   * Connects.
   *
   * @param delays where a probe notes the age of pictures; null for the others
   */
  Client(
      Selector selector,
      InetSocketAddress server,
      String name,
      boolean publishes,
      @Nullable Delays delays)
      throws IOException {
    this.name = name;
    this.publishes = publishes;
    this.delays = delays;
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    send(Wire.hello());
  }

  /** Whether the stream may be sent. */
  boolean shaken() {
    return answer == null;
  }

  /** Bytes behind the handshake. */
  long received() {
    return received;
  }

  void send(ByteBuffer bytes) throws IOException {
    if (unsent.isEmpty()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      unsent.add(bytes);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Says how much has come, as players do; a server gives up those that are silent. */
  void acknowledge() throws IOException {
    if (shaken()) {
      send(Wire.acknowledgement(received));
    }
  }

  void ready(ByteBuffer scratch) throws IOException {
    if (key.isWritable()) {
      flush();
    }
    if (key.isReadable()) {
      drain(scratch);
    }
  }

  private void flush() throws IOException {
    ByteBuffer first = unsent.peek();
    while (first != null) {
      channel.write(first);
      if (first.hasRemaining()) {
        return;
      }
      unsent.remove();
      first = unsent.peek();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  /** Reads what is there, up to a limit that keeps one client from holding up the others. */
  void drain(ByteBuffer scratch) throws IOException {
    ByteBuffer handshake = answer;
    int read = channel.read(handshake == null ? scratch.clear() : handshake);
    if (read < 0) {
      throw new EOFException("the server closed the connection of " + name);
    }
    if (handshake == null) {
      received += read;
      if (delays != null) {
        delays.look(scratch.flip());
      }
    } else if (!handshake.hasRemaining()) {
      answer = null;
      send(Wire.goOn(handshake, name, publishes));
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
