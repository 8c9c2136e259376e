package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

/**
 * RFC 2435: puts the fragments of a scan behind a header that says what the payload headers say
 * shortly. Sizes beyond 2040 pixels come in an extension of the RTP header (ONVIF Streaming
 * Specification section 5.1.4). Fields of interlaced pictures become pictures of their own.
 */
final class JpegDepacketizer implements PictureFormatReader {
  private static final int MAIN_HEADER = 8;
  private static final int RESTART_HEADER = 4;
  private static final int FIRST_WITH_TABLES = 128;
  private static final int ALWAYS_WITH_TABLES = 255;
  private static final int LONGEST_TABLES = 4 * 2 * JpegTables.COEFFICIENTS;
  private static final int LONGEST_SCAN = 16 << 20;
  private static final byte[] NOTHING = {};

  /** Tables of the dynamic quality factors, which need not come with every picture. */
  private final byte[] @Nullable [] known = new byte[ALWAYS_WITH_TABLES + 1][];

  private byte[] header = NOTHING;
  private @Nullable Facts described; // by the header
  private int scanOctets;
  private boolean ended; // the scan has its own EOI

  @Override
  public int examine(RtpPacket[] packets, int count) {
    scanOctets = 0;
    Facts facts = first(packets[0]);
    if (facts == null) {
      return BAD;
    }
    for (int i = 0; i < count; i++) {
      int data = data(packets[i], facts);
      if (data < 0 || offset(packets[i]) != scanOctets) {
        return BAD;
      }
      scanOctets += packets[i].payloadLength() - data;
    }
    if (scanOctets == 0 || scanOctets > LONGEST_SCAN) {
      return BAD;
    }
    ended = ended(packets[count - 1], facts);
    if (!facts.equals(described)) {
      header = JpegHeader.of(facts.width, facts.height, facts.type, facts.restart, facts.tables);
      described = facts;
    }
    return header.length + scanOctets + (ended ? 0 : 2);
  }

  @Override
  public boolean key() {
    return true;
  }

  @Override
  public byte[] assemble(RtpPacket[] packets, int count) {
    byte[] image = new byte[header.length + scanOctets + (ended ? 0 : 2)];
    System.arraycopy(header, 0, image, 0, header.length);
    int to = header.length;
    for (int i = 0; i < count; i++) {
      RtpPacket packet = packets[i];
      int data = dataOffset(packet);
      int length = packet.payloadLength() - data;
      System.arraycopy(packet.wire(), packet.payloadOffset() + data, image, to, length);
      to += length;
    }
    if (!ended) {
      image[to] = (byte) 0xFF;
      image[to + 1] = (byte) 0xD9;
    }
    return image;
  }

  /** What the first payload of a picture says; null if no picture begins with it. */
  private @Nullable Facts first(RtpPacket packet) {
    byte[] wire = packet.wire();
    int at = packet.payloadOffset();
    int length = packet.payloadLength();
    if (length <= MAIN_HEADER || offset(packet) != 0) {
      return null;
    }
    int type = wire[at + 4] & 0xFF;
    boolean restarts = (type & 0x40) != 0;
    if (type >= 128 || (type & 0x3F) > 1 || restarts && length <= MAIN_HEADER + RESTART_HEADER) {
      return null;
    }
    int restart = restarts ? RtpHeader.readShort(wire, at + MAIN_HEADER) : 0;
    int width = (wire[at + 6] & 0xFF) * 8;
    int height = (wire[at + 7] & 0xFF) * 8;
    if (width == 0 || height == 0) {
      int size = JpegHeader.extendedSize(wire, at);
      width = size >>> 16;
      height = size & 0xFFFF;
    }
    byte[] tables = tables(packet, MAIN_HEADER + (restarts ? RESTART_HEADER : 0));
    return width == 0 || height == 0 || tables == null
        ? null
        : new Facts(type, wire[at + 5] & 0xFF, width, height, restart, tables);
  }

  /**
   * DQT contents: for each table its precision and number in a byte, then its coefficients; null if
   * the tables are not known.
   */
  private byte @Nullable [] tables(RtpPacket packet, int behindHeaders) {
    byte[] wire = packet.wire();
    int quality = wire[packet.payloadOffset() + 5] & 0xFF;
    if (quality < FIRST_WITH_TABLES) {
      return quality == 0 || quality > 99 ? null : computed(quality);
    }
    if (packet.payloadLength() < behindHeaders + 4) {
      return null;
    }
    int at = packet.payloadOffset() + behindHeaders;
    int precision = wire[at + 1];
    int length = RtpHeader.readShort(wire, at + 2);
    if (length == 0) {
      return known[quality];
    }
    if (length > LONGEST_TABLES || length > packet.payloadLength() - behindHeaders - 4) {
      return null;
    }
    byte[] tables = JpegHeader.tables(wire, at + 4, length, precision);
    if (tables != null && quality != ALWAYS_WITH_TABLES) {
      known[quality] = tables;
    }
    return tables;
  }

  private byte[] computed(int quality) {
    byte[] tables = known[quality];
    if (tables == null) {
      byte[] both = JpegTables.quantization(quality);
      tables = new byte[2 + both.length];
      System.arraycopy(both, 0, tables, 1, JpegTables.COEFFICIENTS);
      tables[1 + JpegTables.COEFFICIENTS] = 1;
      System.arraycopy(
          both,
          JpegTables.COEFFICIENTS,
          tables,
          2 + JpegTables.COEFFICIENTS,
          JpegTables.COEFFICIENTS);
      known[quality] = tables;
    }
    return tables;
  }

  /** Where the scan goes on in a payload of the picture, or -1 if it is of another. */
  private static int data(RtpPacket packet, Facts facts) {
    int at = packet.payloadOffset();
    if (packet.payloadLength() <= MAIN_HEADER
        || (packet.wire()[at + 4] & 0xFF) != facts.type
        || (packet.wire()[at + 5] & 0xFF) != facts.quality) {
      return -1;
    }
    int data = dataOffset(packet);
    return data <= packet.payloadLength() ? data : -1;
  }

  /** The length of all headers of a payload; may be longer than the payload. */
  private static int dataOffset(RtpPacket packet) {
    byte[] wire = packet.wire();
    int at = packet.payloadOffset();
    int headers = MAIN_HEADER + ((wire[at + 4] & 0x40) != 0 ? RESTART_HEADER : 0);
    boolean tables = (wire[at + 5] & 0x80) != 0 && offset(packet) == 0;
    if (!tables) {
      return headers;
    }
    return packet.payloadLength() < headers + 4
        ? Integer.MAX_VALUE
        : headers + 4 + RtpHeader.readShort(wire, at + headers + 2);
  }

  private static int offset(RtpPacket packet) {
    return packet.payloadLength() < MAIN_HEADER
        ? -1
        : RtpHeader.readInt(packet.wire(), packet.payloadOffset()) & 0xFF_FFFF;
  }

  private static boolean ended(RtpPacket last, Facts facts) {
    int end = last.payloadOffset() + last.payloadLength();
    return last.payloadLength() - data(last, facts) >= 2
        && last.wire()[end - 2] == (byte) 0xFF
        && last.wire()[end - 1] == (byte) 0xD9;
  }

  /** What is the same in all packets of a picture. */
  private record Facts(int type, int quality, int width, int height, int restart, byte[] tables) {}
}
