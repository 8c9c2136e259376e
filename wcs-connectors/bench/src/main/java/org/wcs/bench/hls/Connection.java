package org.wcs.bench.hls;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection, which asks for one thing after the other. On the loop's thread. */
final class Connection {

  private final SocketChannel channel;
  private final String headers;
  private final AnswerReader reader = new AnswerReader();
  private @Nullable Receiver receiver;
  private long askedNanos;

  /** Takes an answer. */
  interface Receiver {
    void answered(Answer answer) throws IOException;
  }

  Connection(Selector selector, InetSocketAddress server) throws IOException {
    headers =
        " HTTP/1.1\r\nHost: localhost:"
            + server.getPort()
            + "\r\nUser-Agent: wcs-bench\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n";
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Asks; a request is always short enough for the socket. */
  void get(String target, boolean keepContent, Receiver then) throws IOException {
    if (receiver != null) {
      throw new IllegalStateException("an answer is still to come");
    }
    receiver = then;
    reader.expect(keepContent);
    askedNanos = System.nanoTime();
    ByteBuffer request =
        ByteBuffer.wrap(("GET " + target + headers).getBytes(StandardCharsets.US_ASCII));
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("the server does not read");
    }
  }

  /** Reads what is there, up to a limit that keeps one player from holding up the others. */
  void ready(ByteBuffer scratch) throws IOException {
    if (channel.read(scratch.clear()) < 0) {
      throw new EOFException("the server closed a connection");
    }
    scratch.flip();
    Receiver waiting = receiver;
    if (waiting == null) {
      throw new IOException("an answer that nobody asked for");
    }
    Answer answer = reader.read(scratch, System.nanoTime() - askedNanos);
    if (answer != null) {
      receiver = null;
      waiting.answered(answer);
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
