package org.wcs.rtsp.egress;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.SharedOctets;

/** A connection that notes what is written and takes as much of it as the test says. */
final class RecordedConnection implements ByteConnection {

  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 554);

  private final Lane lane;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  final List<SharedOctets> shared = new ArrayList<>();
  boolean counting;
  boolean blocked;
  boolean failing;
  long unsent;
  long counted;

  RecordedConnection(Lane lane) {
    this.lane = lane;
  }

  /** One interleaved packet. */
  record Piece(int channel, byte[] bytes) {
    boolean marker() {
      return (bytes[1] & 0x80) != 0;
    }

    int sequence() {
      return (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    }

    long timestamp() {
      return number(4);
    }

    long number(int at) {
      return (bytes[at] & 0xFFL) << 24
          | (bytes[at + 1] & 0xFF) << 16
          | (bytes[at + 2] & 0xFF) << 8
          | bytes[at + 3] & 0xFF;
    }

    byte[] payload() {
      return Arrays.copyOfRange(bytes, 12, bytes.length);
    }
  }

  /** Everything written since the last call, taken apart. */
  List<Piece> take() {
    byte[] bytes = written.toByteArray();
    written.reset();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (bytes[at] != '$') {
        throw new AssertionError("no $ at " + at);
      }
      int length = (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
      pieces.add(
          new Piece(bytes[at + 1] & 0xFF, Arrays.copyOfRange(bytes, at + 4, at + 4 + length)));
      at += 4 + length;
    }
    return pieces;
  }

  /** The packets of one channel among {@link #take}. */
  List<Piece> take(int channel) {
    return take().stream().filter(each -> each.channel() == channel).toList();
  }

  byte[] raw() {
    return written.toByteArray();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public InetSocketAddress local() {
    return ADDRESS;
  }

  @Override
  public InetSocketAddress remote() {
    return ADDRESS;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    unsent += blocked ? length : 0;
    if (counting) {
      counted += length;
    } else {
      written.write(buffer, offset, length);
    }
  }

  @Override
  public void write(SharedOctets octets) {
    if (counting) {
      counted += octets.length();
      return;
    }
    if (failing) {
      throw new IllegalStateException("as the test wants");
    }
    shared.add(octets);
    byte[] bytes = octets.toArray();
    write(bytes, 0, bytes.length);
  }

  @Override
  public void flush() {}

  @Override
  public long unsentBytes() {
    return unsent;
  }

  @Override
  public boolean writable() {
    return unsent < 65_536;
  }

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}

  @Override
  public void close() {}
}
