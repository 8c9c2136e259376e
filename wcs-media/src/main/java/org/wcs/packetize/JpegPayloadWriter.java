package org.wcs.packetize;

import org.wcs.rtp.RtpHeader;
import org.wcs.unit.Frame;

/**
 * RFC 2435 with the quantization tables in every picture. Images that the format cannot describe
 * make no packets: progressive ones, those larger than 2040 pixels, with another subsampling than
 * 4:2:2 and 4:2:0, or with Huffman tables of their own.
 */
final class JpegPayloadWriter implements PayloadWriter {
  private static final int MAIN_HEADER = 8;
  private static final int RESTART_HEADER = 4;
  private static final int TABLES_HEADER = 4;
  private static final int WITH_TABLES = 255;

  @Override
  public void write(Frame frame, PacketWriter to) {
    JpegImage image = JpegImage.parse(frame.payload());
    if (image == null) {
      return;
    }
    byte[] payload = frame.payload();
    byte[] tables = image.tables();
    int headers = MAIN_HEADER + (image.restart() > 0 ? RESTART_HEADER : 0);
    int sent = 0;
    int total = image.end() - image.scan();
    while (sent < total) {
      int extra = sent == 0 ? TABLES_HEADER + tables.length : 0;
      int length = Math.min(total - sent, Math.max(1, to.room() - headers - extra));
      byte[] wire = to.packet(headers + extra + length);
      header(wire, image, sent);
      if (sent == 0) {
        int at = PacketWriter.PAYLOAD + headers;
        RtpHeader.writeShort(wire, at + 2, tables.length);
        System.arraycopy(tables, 0, wire, at + TABLES_HEADER, tables.length);
      }
      int at = PacketWriter.PAYLOAD + headers + extra;
      System.arraycopy(payload, image.scan() + sent, wire, at, length);
      sent += length;
      to.emit(wire, sent == total);
    }
  }

  private static void header(byte[] wire, JpegImage image, int offset) {
    int at = PacketWriter.PAYLOAD;
    RtpHeader.writeInt(wire, at, offset & 0xFF_FFFF);
    wire[at + 4] = (byte) (image.type() | (image.restart() > 0 ? 64 : 0));
    wire[at + 5] = (byte) WITH_TABLES;
    wire[at + 6] = (byte) ((image.width() + 7) / 8);
    wire[at + 7] = (byte) ((image.height() + 7) / 8);
    if (image.restart() > 0) {
      RtpHeader.writeShort(wire, at + MAIN_HEADER, image.restart());
      // fragments need not end where restart intervals do (section 3.1.7)
      RtpHeader.writeShort(wire, at + MAIN_HEADER + 2, 0xFFFF);
    }
  }
}
