package org.wcs.bench.rtsp;

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

/** A TCP connection whose bytes wait in line. On the loop's thread. */
final class Link implements AutoCloseable {

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

  private Link(SocketChannel channel, Selector selector, Served owner) throws IOException {
    this.channel = channel;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, owner);
  }

  /** Connects. */
  static Link open(InetSocketAddress server, Selector selector, Served owner) throws IOException {
    return new Link(SocketChannel.open(server), selector, owner);
  }

  /** Takes a connection that somebody made. */
  static Link of(SocketChannel accepted, Selector selector, Served owner) throws IOException {
    return new Link(accepted, selector, owner);
  }

  /** Sends bytes that may change after this. */
  void send(ByteBuffer bytes) throws IOException {
    if (unsent.isEmpty()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      ByteBuffer rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      unsent.add(rest);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Sends what waits, if it can be. */
  void flush() throws IOException {
    if (!key.isWritable()) {
      return;
    }
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

  /** Reads what fits into the scratch, and flips it. */
  ByteBuffer read(ByteBuffer scratch) throws IOException {
    if (channel.read(scratch.clear()) < 0) {
      throw new EOFException("the other side closed its connection");
    }
    return scratch.flip();
  }

  boolean readable() {
    return key.isReadable();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
