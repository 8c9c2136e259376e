package org.wcs.rtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtcpPacket.Arrival;

/** Reads transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1). */
final class TransportFeedbackParser {
  private static final int SMALL_DELTA = 1;
  private static final int LARGE_DELTA = 2;
  private static final int RUN_LIMIT = 0x1FFF;

  /** More than anybody sends between two reports; a few bytes could announce eight times that. */
  private static final int MAX_PACKETS = 8_192;

  private static final Arrival MISSING = new Arrival(false, 0);

  private TransportFeedbackParser() {}

  /** Null if the bytes are too short for what they announce, or announce far too much. */
  static @Nullable RtcpPacket parse(byte[] buffer, int at, int end) {
    if (at + 20 > end) {
      return null;
    }
    int count = RtpHeader.readShort(buffer, at + 14);
    if (count > MAX_PACKETS) {
      return null;
    }
    int reference = RtpHeader.readInt(buffer, at + 16);
    byte[] symbols = new byte[count];
    int deltas = symbols(buffer, at + 20, end, symbols);
    List<Arrival> arrivals = deltas < 0 ? null : arrivals(buffer, deltas, end, symbols);
    if (arrivals == null) {
      return null;
    }
    return new RtcpPacket.TransportFeedback(
        RtpHeader.readInt(buffer, at + 8),
        RtpHeader.readShort(buffer, at + 12),
        reference >> 8,
        reference & 0xFF,
        arrivals);
  }

  /** Unpacks the chunks; tells where the deltas start, or -1. */
  private static int symbols(byte[] buffer, int from, int end, byte[] symbols) {
    int at = from;
    int filled = 0;
    while (filled < symbols.length) {
      if (at + 2 > end) {
        return -1;
      }
      filled = chunk(RtpHeader.readShort(buffer, at), symbols, filled);
      at += 2;
    }
    return at;
  }

  private static int chunk(int chunk, byte[] symbols, int from) {
    int filled = from;
    if ((chunk & 0x8000) == 0) {
      int run = Math.min(chunk & RUN_LIMIT, symbols.length - filled);
      for (int i = 0; i < run; i++) {
        symbols[filled++] = (byte) (chunk >>> 13 & 3);
      }
      return run == 0 ? symbols.length : filled;
    }
    int width = (chunk & 0x4000) == 0 ? 1 : 2;
    for (int shift = 14 - width; shift >= 0 && filled < symbols.length; shift -= width) {
      symbols[filled++] = (byte) (chunk >>> shift & (1 << width) - 1);
    }
    return filled;
  }

  private static @Nullable List<Arrival> arrivals(
      byte[] buffer, int from, int end, byte[] symbols) {
    List<Arrival> arrivals = new ArrayList<>(symbols.length);
    int at = from;
    for (byte symbol : symbols) {
      int size = symbol == SMALL_DELTA ? 1 : symbol == LARGE_DELTA ? 2 : 0;
      if (at + size > end) {
        return null;
      }
      arrivals.add(size == 0 ? MISSING : new Arrival(true, delta(buffer, at, size)));
      at += size;
    }
    return arrivals;
  }

  private static int delta(byte[] buffer, int at, int size) {
    return size == 1 ? buffer[at] & 0xFF : (short) RtpHeader.readShort(buffer, at);
  }
}
