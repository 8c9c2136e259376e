package org.wcs.bench.rtmp;

import java.nio.ByteBuffer;
import org.wcs.bench.DelaySamples;

/**
 * Finds the time stamps in what the probes got. One that is cut by a chunk or a read is passed
 * over. On the loop's thread.
 */
final class Delays {

  private static final byte FIRST = (byte) (StreamPattern.MAGIC >>> 56);
  private static final int STAMP = 16;

  private final DelaySamples samples = new DelaySamples();

  void look(ByteBuffer bytes) {
    long now = System.nanoTime();
    int end = bytes.limit() - STAMP;
    for (int at = bytes.position(); at <= end; at++) {
      if (bytes.get(at) == FIRST && bytes.getLong(at) == StreamPattern.MAGIC) {
        samples.add(now - bytes.getLong(at + 8));
        at += STAMP - 1;
      }
    }
  }

  DelaySamples samples() {
    return samples;
  }
}
