package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;

/**
 * Sends through Netty, one datagram each, where the system calls are not to be had. On its lane.
 */
final class PlainOut implements DatagramOut {

  private final Channel channel;
  private final NetworkLane lane;
  private final LaneCounters counters;
  private boolean staged;

  PlainOut(Channel channel, NetworkLane lane, LaneCounters counters) {
    this.channel = channel;
    this.lane = lane;
    this.counters = counters;
  }

  @Override
  public void stage(UdpPath path, byte[] buffer, int offset, int length, int segmentLength) {
    if (!staged) {
      staged = true;
      lane.sendAfterFlush(this);
    }
    int done = 0;
    do {
      int size = Math.min(segmentLength, length - done);
      stageOne(path, buffer, offset + done, size);
      done += size;
    } while (done < length);
  }

  @Override
  public void sendNow(UdpPath path, byte[] buffer, int offset, int length) {
    stageOne(path, buffer, offset, length);
    channel.flush();
  }

  private void stageOne(UdpPath path, byte[] buffer, int offset, int length) {
    if (!channel.isOpen() || !channel.isWritable()) {
      counters.dropped(1);
      return;
    }
    ByteBuf bytes = channel.alloc().directBuffer(length).writeBytes(buffer, offset, length);
    channel
        .write(new DatagramPacket(bytes, path.remote()))
        .addListener(
            written -> {
              if (written.isSuccess()) {
                counters.sent(1, length);
              } else {
                counters.dropped(1);
              }
            });
    counters.sendCall();
  }

  @Override
  public void flush() {
    staged = false;
    channel.flush();
  }

  @Override
  public void close() {
    staged = false;
  }
}
