package org.wcs.packetize;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Frame;

/**
 * RFC 6184 and RFC 7798; but for packetization mode 0, units that fit together go into one STAP-A
 * or AP, units that do not fit into a packet are cut into FU-A or FU of about the same length.
 */
final class NalPayloadWriter implements PayloadWriter {
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int AP = 48;
  private static final int FU = 49;
  private static final int SIZE_BYTES = 2;
  private static final int LONGEST_DATAGRAM = 65_000;

  private final NalSyntax syntax;
  private final int header;
  private final boolean single;

  /**
   * Makes a writer.
   *
   * @param single whether receivers take nothing but single units (packetization mode 0); those too
   *     long for a packet then make one all the same
   */
  NalPayloadWriter(NalSyntax syntax, boolean single) {
    this.syntax = syntax;
    this.single = single;
    this.header = syntax.headerBytes();
  }

  @Override
  public void write(Frame frame, PacketWriter to) {
    byte[] units = frame.payload();
    int at = wanted(units, NalUnits.first(units));
    while (at >= 0) {
      int following = wanted(units, NalUnits.next(units, at));
      if (single) {
        alone(units, at, following < 0, to);
        at = following;
      } else if (NalUnits.length(units, at) > to.room()) {
        fragments(units, at, following < 0, to);
        at = following;
      } else {
        at = together(units, at, following, to);
      }
    }
  }

  /** The first unit from there on that is to be sent. */
  private int wanted(byte[] units, int from) {
    int at = from;
    while (at >= 0
        && (NalUnits.length(units, at) < header || syntax.ballast(syntax.type(units[at])))) {
      at = NalUnits.next(units, at);
    }
    return at;
  }

  /** Sends as many units as fit into a packet; the first that is left, or -1. */
  private int together(byte[] units, int first, int second, PacketWriter to) {
    int total = header + SIZE_BYTES + NalUnits.length(units, first);
    int end = second;
    while (end >= 0 && total + SIZE_BYTES + NalUnits.length(units, end) <= to.room()) {
      total += SIZE_BYTES + NalUnits.length(units, end);
      end = wanted(units, NalUnits.next(units, end));
    }
    if (end == second) {
      alone(units, first, end < 0, to);
    } else {
      byte[] wire = to.packet(total);
      aggregate(units, first, end, wire);
      to.emit(wire, end < 0);
    }
    return end;
  }

  /** RFC 6184 section 5.6, RFC 7798 section 4.4.1. */
  private static void alone(byte[] units, int unit, boolean last, PacketWriter to) {
    int length = NalUnits.length(units, unit);
    if (length <= LONGEST_DATAGRAM) {
      byte[] wire = to.packet(length);
      System.arraycopy(units, unit, wire, PacketWriter.PAYLOAD, length);
      to.emit(wire, last);
    }
  }

  /** RFC 6184 section 5.7.1, RFC 7798 section 4.4.2. */
  private void aggregate(byte[] units, int first, int end, byte[] wire) {
    int write = PacketWriter.PAYLOAD + header;
    int forbidden = 0;
    int importance = 0;
    int layer = 0x1F8;
    int temporal = 7;
    for (int at = first; at != end; at = wanted(units, NalUnits.next(units, at))) {
      int length = NalUnits.length(units, at);
      RtpHeader.writeShort(wire, write, length);
      System.arraycopy(units, at, wire, write + SIZE_BYTES, length);
      write += SIZE_BYTES + length;
      forbidden |= units[at] & 0x80;
      importance = Math.max(importance, units[at] & 0x60);
      if (header == 2) {
        int word = RtpHeader.readShort(units, at);
        layer = Math.min(layer, word & 0x1F8);
        temporal = Math.min(temporal, word & 7);
      }
    }
    if (syntax == NalSyntax.H264) {
      wire[PacketWriter.PAYLOAD] = (byte) (forbidden | importance | STAP_A);
    } else {
      int word = forbidden << 8 | AP << 9 | layer | temporal;
      RtpHeader.writeShort(wire, PacketWriter.PAYLOAD, word);
    }
  }

  /** RFC 6184 section 5.8, RFC 7798 section 4.4.3. */
  private void fragments(byte[] units, int unit, boolean last, PacketWriter to) {
    int body = NalUnits.length(units, unit) - header;
    int most = to.room() - header - 1;
    int count = (body + most - 1) / most;
    int end = unit + header + body;
    int at = unit + header;
    for (int i = 0; i < count; i++) {
      int length = (end - at + count - i - 1) / (count - i);
      byte[] wire = to.packet(header + 1 + length);
      boolean ends = i == count - 1;
      fragmentHeader(units, unit, wire, (i == 0 ? 0x80 : 0) | (ends ? 0x40 : 0));
      System.arraycopy(units, at, wire, PacketWriter.PAYLOAD + header + 1, length);
      to.emit(wire, last && ends);
      at += length;
    }
  }

  private void fragmentHeader(byte[] units, int unit, byte[] wire, int flags) {
    int type = syntax.type(units[unit]);
    if (syntax == NalSyntax.H264) {
      wire[PacketWriter.PAYLOAD] = (byte) (units[unit] & 0xE0 | FU_A);
    } else {
      wire[PacketWriter.PAYLOAD] = (byte) (units[unit] & 0x81 | FU << 1);
      wire[PacketWriter.PAYLOAD + 1] = units[unit + 1];
    }
    wire[PacketWriter.PAYLOAD + header] = (byte) (flags | type);
  }
}
