package org.wcs.mpegts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transport packets (ISO/IEC 13818-1 section 2.4.3.2) one after another in pieces of memory that
 * are handed on as they are.
 */
final class TsPackets {

  static final int PACKET = 188;

  private static final int PIECE = 256 * PACKET;
  private static final int HEADER = 4;
  private static final int NO_PCR = -1;

  private List<byte[]> pieces = new ArrayList<>();
  private byte[] piece = new byte[0];
  private int at;
  private int end; // of the packet being filled
  private TsPid pid = new TsPid(0);
  private int remaining; // bytes of the unit being written
  private boolean first;
  private long pcr = NO_PCR;
  private boolean randomAccess;

  /** Announces a unit of so many bytes, which must then be {@linkplain #put put}. */
  void begin(TsPid pid, int length) {
    this.pid = pid;
    this.remaining = length;
    this.first = true;
    this.pcr = NO_PCR;
    this.randomAccess = false;
  }

  /** The first packet of the unit tells the time, 33 bits at 90 kHz. */
  void clock(long pcr) {
    this.pcr = pcr;
  }

  /** The first packet of the unit tells that decoding can start here. */
  void randomAccess() {
    this.randomAccess = true;
  }

  void put(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (at == end) {
        openPacket();
      }
      int now = Math.min(left, end - at);
      System.arraycopy(bytes, from, piece, at, now);
      at += now;
      from += now;
      left -= now;
      remaining -= now;
    }
  }

  /** Everything written so far; the next packet starts afresh. */
  List<byte[]> take() {
    List<byte[]> taken = pieces;
    if (at > 0) {
      taken.add(at == piece.length ? piece : Arrays.copyOf(piece, at));
    }
    pieces = new ArrayList<>();
    piece = new byte[0];
    at = 0;
    end = 0;
    return taken;
  }

  private void openPacket() {
    if (at == piece.length) {
      if (at > 0) {
        pieces.add(piece);
      }
      piece = new byte[PIECE];
      at = 0;
    }
    end = at + PACKET;
    int adaptation = adaptationLength();
    piece[at] = 0x47;
    piece[at + 1] = (byte) ((first ? 0x40 : 0) | pid.number() >> 8);
    piece[at + 2] = (byte) pid.number();
    piece[at + 3] = (byte) ((adaptation > 0 ? 0x30 : 0x10) | pid.nextCounter());
    at += HEADER;
    if (adaptation > 0) {
      writeAdaptation(adaptation);
    }
    first = false;
  }

  private int adaptationLength() {
    int wanted = 0;
    if (first && pcr != NO_PCR) {
      wanted = 8;
    } else if (first && randomAccess) {
      wanted = 2;
    }
    return Math.max(wanted, PACKET - HEADER - remaining);
  }

  private void writeAdaptation(int length) {
    piece[at++] = (byte) (length - 1);
    int fieldEnd = at + length - 1;
    if (length > 1) {
      boolean withPcr = first && pcr != NO_PCR;
      piece[at++] = (byte) ((first && randomAccess ? 0x40 : 0) | (withPcr ? 0x10 : 0));
      if (withPcr) {
        writePcr();
      }
    }
    Arrays.fill(piece, at, fieldEnd, (byte) 0xFF);
    at = fieldEnd;
  }

  private void writePcr() {
    piece[at] = (byte) (pcr >> 25);
    piece[at + 1] = (byte) (pcr >> 17);
    piece[at + 2] = (byte) (pcr >> 9);
    piece[at + 3] = (byte) (pcr >> 1);
    piece[at + 4] = (byte) (pcr << 7 | 0x7E);
    piece[at + 5] = 0;
    at += 6;
  }
}
