package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a byte stream into frames, RFC 4571 section 2: a 16-bit length, then that many bytes. Null
 * frames (length 0) are passed over. Any bytes are frames of some kind, so garbage shows only by
 * {@linkplain #limit length} and by the receiver not answering. On the lane.
 */
final class FrameReader {

  private static final int PREFIX = 2;
  private static final int FIRST_ROOM = 2048;

  private byte[] partial = new byte[0];
  private int have;
  private int limit;

  /** Takes a frame out of the stream. */
  interface FrameSink {
    /** One frame, lent. Returns whether more are wanted. */
    boolean frame(byte[] buffer, int length);
  }

  FrameReader(int limit) {
    this.limit = limit;
  }

  /** Sets the longest frame let through from now on. */
  void limit(int bytes) {
    limit = bytes;
  }

  /**
   * Hands on every frame that is now complete and keeps the rest.
   *
   * @param scratch 65,535 bytes at least, for the frames handed on
   * @return false if a frame exceeds the limit: nothing after it can be understood
   */
  boolean read(ByteBuf in, byte[] scratch, FrameSink sink) {
    while (in.isReadable()) {
      if (have < PREFIX) {
        keep(in, PREFIX - have);
        if (have < PREFIX) {
          return true;
        }
      }
      int length = (partial[0] & 0xFF) << 8 | partial[1] & 0xFF;
      if (length > limit) {
        return false;
      }
      if (!frame(in, length, scratch, sink)) {
        return true;
      }
    }
    return true;
  }

  /** One frame whose length is known; false if it is not complete or no more are wanted. */
  private boolean frame(ByteBuf in, int length, byte[] scratch, FrameSink sink) {
    int kept = have - PREFIX;
    int missing = length - kept;
    if (in.readableBytes() < missing) {
      keep(in, in.readableBytes());
      return false;
    }
    System.arraycopy(partial, PREFIX, scratch, 0, kept);
    in.readBytes(scratch, kept, missing);
    have = 0;
    return length == 0 || sink.frame(scratch, length);
  }

  private void keep(ByteBuf in, int wanted) {
    int count = Math.min(wanted, in.readableBytes());
    if (have + count > partial.length) {
      int room = Math.max(have + count, partial.length == 0 ? 16 : FIRST_ROOM);
      partial = Arrays.copyOf(partial, Math.max(room, partial.length * 2));
    }
    in.readBytes(partial, have, count);
    have += count;
  }
}
