package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.unit.RtpPacket;

/**
 * The AOM RTP payload format for AV1: joins the OBU elements of a temporal unit and gives every OBU
 * a size field; delimiters, tile lists and padding are left out.
 */
final class Av1Depacketizer implements PictureFormatReader {
  private static final int KEY_FRAME = 0;
  private static final int MOST_OBUS = 1_024;

  private int[] lengths = new int[16]; // of each element, joined
  private int obus;
  private boolean open; // the last one goes on in the next packet
  private boolean good;
  private boolean sequenceHeader;
  private boolean frame;
  private boolean key;
  private byte[] joined = {}; // all elements, as they came

  @Override
  public int examine(RtpPacket[] packets, int count) {
    int octets = 0;
    for (int i = 0; i < count; i++) {
      octets += packets[i].payloadLength();
    }
    if (joined.length < octets) {
      joined = new byte[Math.max(octets, 2 * joined.length)];
    }
    join(packets, count);
    return good ? summary() : BAD;
  }

  @Override
  public boolean key() {
    return key;
  }

  private void join(RtpPacket[] packets, int count) {
    good = true;
    open = false;
    obus = 0;
    int at = 0;
    for (int i = 0; i < count && good; i++) {
      RtpPacket packet = packets[i];
      int from = packet.payloadOffset();
      at = elements(packet.wire(), from, from + packet.payloadLength(), at);
    }
    good &= !open;
  }

  /** Section 4.4 of the format: the aggregation header and its elements; where writing goes on. */
  private int elements(byte[] wire, int from, int end, int write) {
    int header = wire[from];
    boolean goesOn = (header & 0x80) != 0;
    int counted = header >>> 4 & 3;
    if (goesOn != open) {
      good = false;
      return write;
    }
    int at = from + 1;
    int to = write;
    for (int i = 0; at < end; i++) {
      int length = end - at;
      if (counted == 0 || i < counted - 1) {
        long told = Obus.leb128(wire, at, end);
        at += told < 0 ? 0 : Obus.leb128Bytes(wire, at);
        good &= told >= 0 && told <= end - at;
        length = (int) told;
      }
      if (!good || counted > 0 && i >= counted || !begin(goesOn && i == 0)) {
        good = false;
        return to;
      }
      System.arraycopy(wire, at, joined, to, length);
      lengths[obus - 1] += length;
      to += length;
      at += length;
    }
    open = (header & 0x40) != 0;
    return to;
  }

  /** Makes a place for another OBU, unless the last one goes on. */
  private boolean begin(boolean goesOn) {
    if (goesOn) {
      return obus > 0;
    }
    if (obus == MOST_OBUS) {
      return false;
    }
    if (obus == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * obus);
    }
    lengths[obus++] = 0;
    return true;
  }

  /** What the OBUs are; how long all are with size fields. */
  private int summary() {
    sequenceHeader = false;
    frame = false;
    key = false;
    int total = 0;
    int at = 0;
    for (int i = 0; i < obus; i++) {
      int payload = payload(at, at + lengths[i]);
      if (payload < 0) {
        return BAD;
      }
      int type = Obus.type(joined[at]);
      int length = payloadLength(at, payload, at + lengths[i]);
      if (Obus.sent(type)) {
        notice(type, payload, length);
        total += Obus.headerBytes(joined[at]) + Obus.leb128Bytes(length) + length;
      }
      at += lengths[i];
    }
    return frame ? total : NONE;
  }

  /** The first frame header says whether the temporal unit is one to start with. */
  private void notice(int type, int payload, int length) {
    sequenceHeader |= type == Obus.SEQUENCE_HEADER;
    boolean header = type == Obus.FRAME || type == Obus.FRAME_HEADER;
    if (header && !frame && length > 0) {
      boolean shownAgain = (joined[payload] & 0x80) != 0;
      key = sequenceHeader && !shownAgain && (joined[payload] >>> 5 & 3) == KEY_FRAME;
      frame = true;
    }
  }

  /** Where the payload of an OBU begins that may have a size field, or -1 if it is no good. */
  private int payload(int at, int end) {
    if (at >= end) {
      return -1;
    }
    int next = at + Obus.headerBytes(joined[at]);
    if (next > end) {
      return -1;
    }
    if (!Obus.sized(joined[at])) {
      return next;
    }
    long told = Obus.leb128(joined, next, end);
    if (told < 0) {
      return -1;
    }
    next += Obus.leb128Bytes(joined, next);
    return told <= end - next ? next : -1;
  }

  private int payloadLength(int at, int payload, int end) {
    return Obus.sized(joined[at])
        ? (int) Obus.leb128(joined, at + Obus.headerBytes(joined[at]), end)
        : end - payload;
  }

  @Override
  public byte[] assemble(RtpPacket[] packets, int count) {
    byte[] unit = new byte[Math.max(0, summary())];
    int to = 0;
    int at = 0;
    for (int i = 0; i < obus; i++) {
      int payload = payload(at, at + lengths[i]);
      int length = payloadLength(at, payload, at + lengths[i]);
      if (Obus.sent(Obus.type(joined[at]))) {
        unit[to++] = (byte) (joined[at] | 0x02);
        if (Obus.headerBytes(joined[at]) == 2) {
          unit[to++] = joined[at + 1];
        }
        to = Obus.writeLeb128(unit, to, length);
        System.arraycopy(joined, payload, unit, to, length);
        to += length;
      }
      at += lengths[i];
    }
    return unit;
  }
}
