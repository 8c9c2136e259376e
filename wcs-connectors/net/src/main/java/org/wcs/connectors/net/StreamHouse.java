package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteListenerSettings.Buffers;

/** What the byte streams of one lane share, and which there are. On its lane. */
final class StreamHouse {

  private static final int READ = 64 * 1024;

  private final NetworkLane lane;
  private final Buffers buffers;
  private final StreamCounters counters = new StreamCounters();
  private final RareLog faults = new RareLog(StreamHouse.class);
  private final LentReads reads = new LentReads(READ);
  private final byte[] scratch = new byte[READ];
  private final BufferOut bufferOut = new BufferOut(counters);
  private final @Nullable VectorOut vectorOut;
  private final PairHouse pairs;
  private final Set<Channel> guests = new HashSet<>();
  private volatile int load;
  private boolean closing;

  StreamHouse(NetworkLane lane, Buffers buffers, Transport transport) {
    this.lane = lane;
    this.buffers = buffers;
    this.pairs = new PairHouse(lane, transport);
    this.vectorOut =
        transport == Transport.EPOLL && LinuxCalls.available() ? new VectorOut(counters) : null;
  }

  NetworkLane lane() {
    return lane;
  }

  Buffers buffers() {
    return buffers;
  }

  StreamCounters counters() {
    return counters;
  }

  LentReads reads() {
    return reads;
  }

  /** The pairs of UDP sockets beside the connections. Any thread. */
  PairHouse pairs() {
    return pairs;
  }

  StreamOut out(Channel channel, boolean tls) {
    VectorOut vectors = vectorOut;
    return vectors == null || tls || !(channel instanceof UnixChannel) ? bufferOut : vectors;
  }

  /** Takes as much as there is room for to {@link #scratch} and returns how much. */
  int read(ByteBuf bytes) {
    int length = Math.min(bytes.readableBytes(), scratch.length);
    bytes.readBytes(scratch, 0, length);
    counters.received(length);
    return length;
  }

  /** The lane's buffer. Nothing that is lent to a receiver outlives the call, so one is enough. */
  byte[] scratch() {
    return scratch;
  }

  void fault(String what, Throwable cause) {
    faults.warn(what, cause);
  }

  void note(String what) {
    faults.warn(what, null);
  }

  void enter(Channel channel) {
    guests.add(channel);
    load = guests.size();
    channel.closeFuture().addListener(closed -> leave(channel));
    if (closing) {
      channel.close();
    }
  }

  private void leave(Channel channel) {
    guests.remove(channel);
    load = guests.size();
  }

  /** How many connections there are. Any thread. */
  int load() {
    return load;
  }

  /** The end of the network: nobody lingers any more. */
  boolean closing() {
    return closing;
  }

  /** Closes every connection; what is queued has been sent if the peer took it. */
  void close() {
    closing = true;
    pairs.close();
    for (Channel channel : Set.copyOf(guests)) {
      StreamPath path = channel.pipeline().get(StreamPath.class);
      if (path != null) {
        path.flush();
      }
      channel.close();
    }
  }
}
