package org.wcs.connectors.net;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.wcs.net.MediaPath;

/** A peer of a UDP socket. On its lane. */
final class UdpPath implements MediaPath {

  private final UdpPort port;
  private final InetSocketAddress remote;
  private final PackedAddress packed;
  private boolean segmentationRefused;
  private boolean closed;

  UdpPath(UdpPort port, InetSocketAddress remote) {
    this.port = port;
    this.remote = remote;
    this.packed = PackedAddress.of(remote);
  }

  PackedAddress packed() {
    return packed;
  }

  boolean segmentationRefused() {
    return segmentationRefused;
  }

  void refuseSegmentation() {
    segmentationRefused = true;
  }

  @Override
  public InetSocketAddress local() {
    return port.local();
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public boolean connection() {
    return false;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    check(buffer, offset, length, Math.max(1, length));
    if (!closed) {
      port.sendNow(this, buffer, offset, length);
    }
  }

  @Override
  public void sendBurst(byte[] buffer, int offset, int length, int segmentLength) {
    check(buffer, offset, length, segmentLength);
    if (!closed && length > 0) {
      port.stage(this, buffer, offset, length, segmentLength);
    }
  }

  /** A wrong burst is a fault of the caller; it must not reach the kernel half checked. */
  static void check(byte[] buffer, int offset, int length, int segmentLength) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length > MAX_BURST_BYTES
        || segmentLength < 1
        || MessageBatch.datagrams(length, segmentLength) > MAX_SEGMENTS) {
      throw new IllegalArgumentException(
          "burst of " + length + " bytes in segments of " + segmentLength);
    }
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
