package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;

/** Who gets the interleaved packets of one connection, by channel. On its lane. */
final class ServerChannels {

  private static final int COUNT = 256;
  private static final Taker[] NONE = {};

  private @Nullable Taker[] takers = NONE;

  /** Gets packets of one channel. */
  interface Taker {
    /** The bytes are lent until this returns. */
    void packet(byte[] buffer, int offset, int length);
  }

  /** Hands a packet over; false if the channel is nobody's. */
  boolean deliver(int channel, byte[] buffer, int offset, int length) {
    Taker taker = channel < takers.length ? takers[channel] : null;
    if (taker == null) {
      return false;
    }
    taker.packet(buffer, offset, length);
    return true;
  }

  /** Whether both channels exist, differ and are nobody's. */
  boolean free(int rtp, int rtcp) {
    return rtp != rtcp && free(rtp) && free(rtcp);
  }

  /** The first even channel that is free together with the next; -1 if there is none. */
  int freePair() {
    for (int even = 0; even < COUNT; even += 2) {
      if (free(even, even + 1)) {
        return even;
      }
    }
    return -1;
  }

  void take(int channel, Taker taker) {
    if (takers.length == 0) {
      takers = new Taker[COUNT];
    }
    takers[channel] = taker;
  }

  void release(int channel) {
    if (channel < takers.length) {
      takers[channel] = null;
    }
  }

  private boolean free(int channel) {
    return channel >= 0 && channel < COUNT && (takers.length == 0 || takers[channel] == null);
  }
}
