package org.wcs.rtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtcpPacket.ReportBlock;

/**
 * Takes an RTCP compound apart (RFC 3550 section 6.1; reduced size, RFC 5506, is accepted). Never
 * throws: a compound that is malformed anywhere is taken as empty.
 */
public final class RtcpCompound {
  private static final int SR = 200;
  private static final int RR = 201;
  private static final int SDES = 202;
  private static final int BYE = 203;
  private static final int RTPFB = 205;
  private static final int PSFB = 206;
  private static final int REPORT_BLOCK = 24;
  private static final int MAX_NACKS = 1_024;

  private RtcpCompound() {}

  /** The packets in order; empty if the bytes are no RTCP. */
  public static List<RtcpPacket> parse(byte[] buffer, int offset, int length) {
    List<RtcpPacket> packets = new ArrayList<>(3);
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (at + 4 > end || (buffer[at] & 0xC0) != 0x80) {
        return List.of();
      }
      int next = at + 4 + 4 * RtpHeader.readShort(buffer, at + 2);
      int content = next - padding(buffer, at, Math.min(next, end));
      if (next > end || content < at + 4) {
        return List.of();
      }
      RtcpPacket packet = packet(buffer, at, content);
      if (packet == null) {
        return List.of();
      }
      packets.add(packet);
      at = next;
    }
    return packets;
  }

  private static int padding(byte[] buffer, int at, int end) {
    return (buffer[at] & 0x20) == 0 ? 0 : buffer[end - 1] & 0xFF;
  }

  private static @Nullable RtcpPacket packet(byte[] buffer, int at, int end) {
    int count = buffer[at] & 0x1F;
    int type = buffer[at + 1] & 0xFF;
    return switch (type) {
      case SR -> senderReport(buffer, at, end, count);
      case RR -> receiverReport(buffer, at, end, count);
      case SDES -> sourceDescription(buffer, at, end);
      case BYE -> bye(buffer, at, end, count);
      case RTPFB -> transportLayer(buffer, at, end, count);
      case PSFB -> payloadSpecific(buffer, at, end, count);
      default -> new RtcpPacket.Unknown(type);
    };
  }

  private static @Nullable RtcpPacket senderReport(byte[] buffer, int at, int end, int count) {
    if (at + 28 + count * REPORT_BLOCK > end) {
      return null;
    }
    long ntp =
        (long) RtpHeader.readInt(buffer, at + 8) << 32
            | RtpHeader.readInt(buffer, at + 12) & 0xFFFFFFFFL;
    return new RtcpPacket.SenderReport(
        RtpHeader.readInt(buffer, at + 4),
        ntp,
        RtpHeader.readInt(buffer, at + 16),
        RtpHeader.readInt(buffer, at + 20) & 0xFFFFFFFFL,
        RtpHeader.readInt(buffer, at + 24) & 0xFFFFFFFFL,
        blocks(buffer, at + 28, count));
  }

  private static @Nullable RtcpPacket receiverReport(byte[] buffer, int at, int end, int count) {
    if (at + 8 + count * REPORT_BLOCK > end) {
      return null;
    }
    return new RtcpPacket.ReceiverReport(
        RtpHeader.readInt(buffer, at + 4), blocks(buffer, at + 8, count));
  }

  private static List<ReportBlock> blocks(byte[] buffer, int from, int count) {
    List<ReportBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = from + i * REPORT_BLOCK;
      int loss = RtpHeader.readInt(buffer, at + 4);
      blocks.add(
          new ReportBlock(
              RtpHeader.readInt(buffer, at),
              loss >>> 24,
              loss << 8 >> 8,
              RtpHeader.readInt(buffer, at + 8),
              RtpHeader.readInt(buffer, at + 12) & 0xFFFFFFFFL,
              RtpHeader.readInt(buffer, at + 16),
              RtpHeader.readInt(buffer, at + 20) & 0xFFFFFFFFL));
    }
    return blocks;
  }

  private static RtcpPacket sourceDescription(byte[] buffer, int at, int end) {
    boolean named = at + 10 <= end && buffer[at + 8] == 1;
    int length = named ? buffer[at + 9] & 0xFF : 0;
    if (!named || at + 10 + length > end) {
      return new RtcpPacket.SourceDescription(
          at + 8 <= end ? RtpHeader.readInt(buffer, at + 4) : 0, "");
    }
    return new RtcpPacket.SourceDescription(
        RtpHeader.readInt(buffer, at + 4),
        new String(buffer, at + 10, length, StandardCharsets.UTF_8));
  }

  private static @Nullable RtcpPacket bye(byte[] buffer, int at, int end, int count) {
    return at + 4 + 4 * count > end ? null : new RtcpPacket.Bye(ints(buffer, at + 4, count));
  }

  private static List<Integer> ints(byte[] buffer, int from, int count) {
    List<Integer> ints = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ints.add(RtpHeader.readInt(buffer, from + 4 * i));
    }
    return ints;
  }

  private static @Nullable RtcpPacket transportLayer(byte[] buffer, int at, int end, int format) {
    if (at + 12 > end) {
      return null;
    }
    return switch (format) {
      case 1 -> nack(buffer, at, end);
      case 15 -> TransportFeedbackParser.parse(buffer, at, end);
      default -> new RtcpPacket.Unknown(RTPFB);
    };
  }

  private static RtcpPacket nack(byte[] buffer, int at, int end) {
    List<Integer> sequences = new ArrayList<>();
    for (int i = at + 12; i + 4 <= end && sequences.size() < MAX_NACKS; i += 4) {
      int first = RtpHeader.readShort(buffer, i);
      int following = RtpHeader.readShort(buffer, i + 2);
      sequences.add(first);
      for (int bit = 0; bit < 16; bit++) {
        if ((following >>> bit & 1) != 0) {
          sequences.add(first + bit + 1 & 0xFFFF);
        }
      }
    }
    return new RtcpPacket.Nack(
        RtpHeader.readInt(buffer, at + 4), RtpHeader.readInt(buffer, at + 8), sequences);
  }

  private static @Nullable RtcpPacket payloadSpecific(byte[] buffer, int at, int end, int format) {
    if (at + 12 > end) {
      return null;
    }
    int sender = RtpHeader.readInt(buffer, at + 4);
    return switch (format) {
      case 1 -> new RtcpPacket.Pli(sender, RtpHeader.readInt(buffer, at + 8));
      case 4 -> fir(buffer, at, end, sender);
      case 15 -> remb(buffer, at, end, sender);
      default -> new RtcpPacket.Unknown(PSFB);
    };
  }

  private static RtcpPacket fir(byte[] buffer, int at, int end, int sender) {
    List<Integer> ssrcs = new ArrayList<>();
    for (int i = at + 12; i + 8 <= end; i += 8) {
      ssrcs.add(RtpHeader.readInt(buffer, i));
    }
    return new RtcpPacket.Fir(sender, ssrcs);
  }

  private static RtcpPacket remb(byte[] buffer, int at, int end, int sender) {
    boolean named =
        at + 20 <= end && RtpHeader.readInt(buffer, at + 12) == RtcpWriter.REMB_IDENTIFIER;
    int count = named ? buffer[at + 16] & 0xFF : 0;
    if (!named || at + 20 + 4 * count > end) {
      return new RtcpPacket.Unknown(PSFB);
    }
    int packed = RtpHeader.readInt(buffer, at + 16) & 0xFFFFFF;
    long mantissa = packed & 0x3FFFF;
    int exponent = Math.min(packed >>> 18, 45); // more bits a long does not hold
    return new RtcpPacket.Remb(sender, mantissa << exponent, ints(buffer, at + 20, count));
  }
}
