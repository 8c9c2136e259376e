package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;

/** All of a JFIF image before its scan (ITU-T T.81 annex B, T.871; RFC 2435 appendix B). */
final class JpegHeader {
  private static final int ONVIF_EXTENSION = 0xFFD8;
  private static final int SOF0 = 0xC0;
  private static final int SOF1 = 0xC1;

  /** SOI, APP0 "JFIF", version 1.1, no units, 1:1. */
  private static final byte[] START = {
    (byte) 0xFF,
    (byte) 0xD8,
    (byte) 0xFF,
    (byte) 0xE0,
    0,
    16,
    'J',
    'F',
    'I',
    'F',
    0,
    1,
    1,
    0,
    0,
    1,
    0,
    1,
    0,
    0
  };

  private JpegHeader() {}

  /**
   * Makes a header.
   *
   * @param type 0 for 4:2:2, 1 for 4:2:0; 64 more with restart markers
   * @param restart MCUs between restart markers, 0 without
   * @param tables as {@link #tables} makes them
   */
  static byte[] of(int width, int height, int type, int restart, byte[] tables) {
    BitWriter to = new BitWriter();
    put(to, START);
    segment(to, 0xDB, tables.length);
    put(to, tables);
    int second = secondTable(tables);
    segment(to, SOF0, 15);
    to.put(8, 8);
    to.put(height, 16);
    to.put(width, 16);
    to.put(3, 8);
    component(to, 1, (type & 0x3F) == 0 ? 0x21 : 0x22, 0);
    component(to, 2, 0x11, second);
    component(to, 3, 0x11, second);
    put(to, JpegTables.huffmanSegment());
    if (restart > 0) {
      segment(to, 0xDD, 2);
      to.put(restart, 16);
    }
    segment(to, 0xDA, 10);
    to.put(3, 8);
    to.put(0x0100, 16); // component 1 with the tables 0
    to.put(0x0211, 16);
    to.put(0x0311, 16);
    to.put(0x003F00, 24); // all coefficients at once
    return to.bytes();
  }

  private static void put(BitWriter to, byte[] bytes) {
    for (byte each : bytes) {
      to.put(each & 0xFF, 8);
    }
  }

  private static void segment(BitWriter to, int marker, int length) {
    to.put(0xFF00 | marker, 16);
    to.put(length + 2, 16);
  }

  private static void component(BitWriter to, int id, int sampling, int table) {
    to.put(id, 8);
    to.put(sampling, 8);
    to.put(table, 8);
  }

  /** 1, unless there is one table for all components. */
  private static int secondTable(byte[] tables) {
    int first = 1 + (tables[0] == 0 ? JpegTables.COEFFICIENTS : 2 * JpegTables.COEFFICIENTS);
    return tables.length > first ? 1 : 0;
  }

  /**
   * Tables as they stand in a payload (RFC 2435 section 3.1.8), each with the byte that a DQT
   * segment has before it; null if their lengths do not fit.
   *
   * @param precision a bit for each table, set if its coefficients have 16 bits
   */
  static byte @Nullable [] tables(byte[] wire, int from, int length, int precision) {
    byte[] made = new byte[length + 4];
    int to = 0;
    int at = from;
    int end = from + length;
    for (int i = 0; i < 4 && at < end; i++) {
      int wide = precision >>> i & 1;
      int octets = JpegTables.COEFFICIENTS << wide;
      if (octets > end - at) {
        return null;
      }
      made[to] = (byte) (wide << 4 | i);
      System.arraycopy(wire, at, made, to + 1, octets);
      to += 1 + octets;
      at += octets;
    }
    return at == end ? Arrays.copyOf(made, to) : null;
  }

  /**
   * The size in an extension of the RTP header whose profile is that of ONVIF: segments of JPEG, a
   * frame header among them.
   *
   * @param payload where the payload begins in the packet
   * @return width in the upper, height in the lower 16 bits; 0 if there is none
   */
  static int extendedSize(byte[] wire, int payload) {
    int at = 12 + 4 * (wire[0] & 0x0F);
    boolean extended = (wire[0] & 0x10) != 0 && at + 4 <= payload;
    if (!extended || RtpHeader.readShort(wire, at) != ONVIF_EXTENSION) {
      return 0;
    }
    int end = Math.min(payload, at + 4 + 4 * RtpHeader.readShort(wire, at + 2));
    at += 4;
    while (at + 4 <= end && wire[at] == (byte) 0xFF) {
      int marker = wire[at + 1] & 0xFF;
      int length = RtpHeader.readShort(wire, at + 2);
      if ((marker == SOF0 || marker == SOF1) && at + 9 <= end) {
        return RtpHeader.readShort(wire, at + 7) << 16 | RtpHeader.readShort(wire, at + 5);
      }
      at += 2 + Math.max(2, length);
    }
    return 0;
  }
}
