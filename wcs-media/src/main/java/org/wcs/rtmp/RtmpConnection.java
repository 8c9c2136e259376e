package org.wcs.rtmp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.net.SharedOctets;

/**
 * One RTMP connection, as server or as client: handshake, chunks, acknowledgements and pings. Whose
 * it is hears only of whole messages. On the connection's lane.
 */
final class RtmpConnection implements ByteReceiver {

  /** What we ask peers to acknowledge, and say that we do; nobody waits for it. */
  static final long WINDOW_BYTES = 5_000_000;

  private final ByteConnection connection;
  private final Role role;
  private final ChunkReader reader;
  private final ChunkWriter writer = new ChunkWriter();
  private final ArrayDeque<RtmpMessage> held = new ArrayDeque<>();
  private @Nullable Handshake greeting;
  private boolean holding;
  private boolean closed;
  private long heardNanos;
  private long bytesIn;
  private long bytesOut;

  RtmpConnection(ByteConnection connection, Handshake greeting, Role role, RtmpConfig config) {
    this.connection = connection;
    this.greeting = greeting;
    this.role = role;
    this.reader = new ChunkReader(limits(config.listen().maxMessageBytes()));
    this.heardNanos = connection.lane().nanoTime();
    byte[] first = greeting.reply();
    write(first);
  }

  private static ChunkLimits limits(int messageBytes) {
    return new ChunkLimits(
        messageBytes,
        ChunkLimits.DEFAULT.chunkStreams(),
        messageBytes + (messageBytes >> 1),
        ChunkLimits.DEFAULT.amf());
  }

  Lane lane() {
    return connection.lane();
  }

  ByteConnection bytes() {
    return connection;
  }

  /** When the peer last sent anything. */
  long heardNanos() {
    return heardNanos;
  }

  long bytesIn() {
    return bytesIn;
  }

  long bytesOut() {
    return bytesOut;
  }

  /** Bytes that wait to be sent. */
  long unsentBytes() {
    return connection.unsentBytes();
  }

  /** Sends what waits now rather than at the end of the drain. */
  void flush() {
    connection.flush();
  }

  boolean closed() {
    return closed;
  }

  /** Sends a message of this connection alone. */
  void send(RtmpMessage message) {
    write(writer.write(message));
  }

  /** Sends bytes of chunks that are made already. */
  void write(byte[] chunks) {
    if (chunks.length > 0) {
      bytesOut += chunks.length;
      connection.write(chunks, 0, chunks.length);
    }
  }

  /** Sends chunks that go to many. */
  void write(SharedOctets chunks) {
    bytesOut += chunks.length();
    connection.write(chunks);
  }

  /** Sends what every peer is told first: our chunk size and window. */
  void introduce() {
    send(new RtmpMessage.WindowAcknowledgementSize(WINDOW_BYTES));
    send(
        new RtmpMessage.SetPeerBandwidth(WINDOW_BYTES, RtmpMessage.SetPeerBandwidth.Limit.DYNAMIC));
    send(new RtmpMessage.SetChunkSize(ChunkWriter.SHARED_CHUNK_SIZE));
  }

  /** Keeps messages back until {@link #release}; somebody else must decide first. */
  void hold() {
    if (!holding) {
      holding = true;
      connection.pauseReading();
    }
  }

  /** Hands on what was kept back, until it is held again. */
  void release() {
    holding = false;
    while (!holding && !closed && !held.isEmpty()) {
      RtmpMessage next = held.remove();
      try {
        deliver(next);
      } catch (RtmpException broken) {
        fail(String.valueOf(broken.getMessage()));
      }
    }
    if (!holding && !closed) {
      connection.resumeReading();
    }
  }

  /** Asks the peer to prove that it is alive. */
  void ping() {
    long stamp = lane().nanoTime() / 1_000_000L & 0xFFFF_FFFFL;
    send(new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.PING_REQUEST, stamp));
  }

  /** Closes after what is queued has left; the role hears nothing any more. */
  void close() {
    if (!closed) {
      closed = true;
      held.clear();
      connection.close();
    }
  }

  /** Closes because of the peer; the role is told why. */
  void fail(String why) {
    if (!closed) {
      close();
      role.closed(why);
    }
  }

  @Override
  public void received(ByteConnection from, byte[] buffer, int offset, int length) {
    if (closed) {
      return;
    }
    heardNanos = lane().nanoTime();
    bytesIn += length;
    try {
      int used = greeting == null ? 0 : greet(greeting, buffer, offset, length);
      if (greeting == null && used < length && !closed) {
        reader.read(buffer, offset + used, length - used, this::arrived);
        acknowledge();
      }
    } catch (RtmpException broken) {
      fail(String.valueOf(broken.getMessage()));
    }
  }

  @Override
  public void writabilityChanged(ByteConnection changed, boolean writable) {
    // players look at the unsent bytes themselves
  }

  @Override
  public void closed(ByteConnection gone, @Nullable String why) {
    if (!closed) {
      closed = true;
      held.clear();
      role.closed(why == null ? "the connection is closed" : why);
    }
  }

  private int greet(Handshake shaking, byte[] buffer, int offset, int length) throws RtmpException {
    int used = shaking.read(buffer, offset, length);
    write(shaking.reply());
    if (shaking.finished()) {
      greeting = null;
      role.handshaken();
    }
    return used;
  }

  private void acknowledge() {
    long due = closed ? -1 : reader.acknowledgementDue();
    if (due >= 0) {
      send(new RtmpMessage.Acknowledgement(due));
    }
  }

  private void arrived(RtmpMessage message) throws RtmpException {
    if (holding || !held.isEmpty()) {
      held.add(message);
    } else {
      deliver(message);
    }
  }

  private void deliver(RtmpMessage message) throws RtmpException {
    if (closed) {
      return;
    }
    switch (message) {
      case RtmpMessage.UserControl control -> answerPing(control);
      case RtmpMessage.SetChunkSize _, RtmpMessage.Abort _ -> {}
      case RtmpMessage.Acknowledgement _, RtmpMessage.WindowAcknowledgementSize _ -> {}
      case RtmpMessage.SetPeerBandwidth _ ->
          send(new RtmpMessage.WindowAcknowledgementSize(WINDOW_BYTES));
      case RtmpMessage.Command _, RtmpMessage.Data _ -> role.message(message);
      case RtmpMessage.Audio _, RtmpMessage.Video _ -> role.message(message);
      case RtmpMessage.SharedObject _, RtmpMessage.Unknown _ -> role.message(message);
    }
  }

  private void answerPing(RtmpMessage.UserControl control) throws RtmpException {
    if (control.kind() == RtmpMessage.UserControl.Kind.PING_REQUEST) {
      send(
          new RtmpMessage.UserControl(
              RtmpMessage.UserControl.Kind.PING_RESPONSE, control.value(), 0));
    } else {
      role.message(control);
    }
  }

  /** Whose connection it is. */
  interface Role {

    /** The handshake is done. */
    void handshaken();

    /** A message that is not about the connection itself. */
    void message(RtmpMessage message) throws RtmpException;

    /** The connection is gone, by the peer or for its fault; nothing follows. */
    void closed(String why);
  }
}
