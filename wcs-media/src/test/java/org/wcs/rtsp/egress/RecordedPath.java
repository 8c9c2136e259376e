package org.wcs.rtsp.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wcs.net.MediaPath;

/** A UDP path that notes what is sent and how. */
final class RecordedPath implements MediaPath {

  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 31_000);

  final List<byte[]> datagrams = new ArrayList<>();
  final List<Integer> bursts = new ArrayList<>(); // segments of each
  boolean counting;
  long counted;

  @Override
  public InetSocketAddress local() {
    return ADDRESS;
  }

  @Override
  public InetSocketAddress remote() {
    return ADDRESS;
  }

  @Override
  public boolean connection() {
    return false;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    if (!counting) {
      datagrams.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  @Override
  public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
    if (counting) {
      counted += length;
      return;
    }
    int segments = 0;
    for (int at = 0; at < length; at += segmentLength) {
      send(buffer, offset + at, Math.min(segmentLength, length - at));
      segments++;
    }
    if (segments > MAX_SEGMENTS || length > MAX_BURST_BYTES) {
      throw new AssertionError(segments + " segments, " + length + " bytes");
    }
    bursts.add(segments);
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public void close() {}
}
