package org.wcs.packetize;

import org.wcs.unit.Frame;

/**
 * The AOM RTP payload format for AV1: up to three OBU elements in a packet, of which all but the
 * last have a length; OBUs lose their size fields, delimiters are not sent.
 */
final class Av1PayloadWriter implements PayloadWriter {
  private static final int MOST_ELEMENTS = 3;

  /** A fragment shorter than this is not worth its element. */
  private static final int LEAST_FRAGMENT = 16;

  private final int[] sizes = new int[MOST_ELEMENTS];
  private int at; // the OBU that comes next, or -1
  private int done; // how much of it has been sent, without its size field

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] unit = frame.payload();
    at = wanted(unit, 0);
    done = 0;
    boolean starts = frame.key();
    while (at >= 0) {
      int count = plan(unit, to.room());
      int total = 1;
      for (int i = 0; i < count; i++) {
        total += sizes[i] + (i < count - 1 ? Obus.leb128Bytes(sizes[i]) : 0);
      }
      byte[] wire = to.packet(total);
      int flags = (done > 0 ? 0x80 : 0) | count << 4 | (starts ? 0x08 : 0);
      fill(unit, count, wire);
      wire[PacketWriter.PAYLOAD] = (byte) (flags | (done > 0 ? 0x40 : 0));
      to.emit(wire, at < 0);
      starts = false;
    }
  }

  private static int wanted(byte[] unit, int from) {
    int next = from;
    while (Obus.whole(unit, next) && !Obus.sent(Obus.type(unit[next]))) {
      next = Obus.end(unit, next);
    }
    return Obus.whole(unit, next) ? next : -1;
  }

  /** The length of an OBU without its size field. */
  private static int length(byte[] unit, int obu) {
    return Obus.headerBytes(unit[obu]) + Obus.end(unit, obu) - Obus.payload(unit, obu);
  }

  /** Finds the sizes of the elements of the next packet; how many they are. */
  private int plan(byte[] unit, int room) {
    int left = room - 1;
    int obu = at;
    int rest = length(unit, obu) - done;
    int count = 0;
    while (true) {
      sizes[count++] = Math.min(rest, left);
      int following = rest <= left ? wanted(unit, Obus.end(unit, obu)) : -1;
      if (following < 0 || count == MOST_ELEMENTS) {
        return count;
      }
      left -= rest + Obus.leb128Bytes(rest);
      obu = following;
      rest = length(unit, obu);
      if (left < rest && left < LEAST_FRAGMENT) {
        return count;
      }
    }
  }

  private void fill(byte[] unit, int count, byte[] wire) {
    int write = PacketWriter.PAYLOAD + 1;
    for (int i = 0; i < count; i++) {
      if (i < count - 1) {
        write = Obus.writeLeb128(wire, write, sizes[i]);
      }
      copy(unit, sizes[i], wire, write);
      write += sizes[i];
      done += sizes[i];
      if (done == length(unit, at)) {
        at = wanted(unit, Obus.end(unit, at));
        done = 0;
      }
    }
  }

  /** Copies so much of the current OBU from where the last copy ended. */
  private void copy(byte[] unit, int length, byte[] wire, int write) {
    int header = Obus.headerBytes(unit[at]);
    int to = write;
    int from = done;
    while (from < header && from < done + length) {
      wire[to++] = (byte) (from == 0 ? unit[at] & ~0x02 : unit[at + from]);
      from++;
    }
    int payload = Obus.payload(unit, at) + from - header;
    System.arraycopy(unit, payload, wire, to, length - (to - write));
  }
}
