package org.wcs.rtp;

import org.wcs.unit.Codec;

/**
 * Tells from a payload whether decoding can start with it, without taking the frame apart. Never
 * throws, whatever the bytes.
 */
public final class KeyFrameDetector {
  private static final int H264_IDR = 5;
  private static final int H264_SPS = 7;
  private static final int H264_STAP_A = 24;
  private static final int H264_FU_A = 28;
  private static final int H265_IRAP_FROM = 16;
  private static final int H265_IRAP_TO = 21;
  private static final int H265_VPS = 32;
  private static final int H265_SPS = 33;
  private static final int H265_AP = 48;
  private static final int H265_FU = 49;

  private KeyFrameDetector() {}

  /** Whether this payload is the first of a picture that needs no other. */
  public static boolean startsKeyFrame(Codec.Video codec, byte[] wire, int offset, int length) {
    if (length < 2) {
      return false;
    }
    return switch (codec) {
      case Codec.Vp8 vp8 -> vp8(wire, offset, length);
      case Codec.Vp9 vp9 -> vp9(wire, offset, length);
      case Codec.H264 h264 -> h264(wire, offset, length);
      case Codec.H265 h265 -> h265(wire, offset, length);
      case Codec.Av1 av1 -> (wire[offset] & 0x08) != 0; // the N bit
      case Codec.Jpeg jpeg -> jpeg(wire, offset, length);
    };
  }

  /** RFC 2435 section 3.1.2: the fragment offset is 0. */
  private static boolean jpeg(byte[] wire, int offset, int length) {
    return length >= 8 && (RtpHeader.readInt(wire, offset) & 0xFF_FFFF) == 0;
  }

  /** RFC 7741 section 4: first partition of a frame whose P bit is clear. */
  private static boolean vp8(byte[] wire, int offset, int length) {
    int header = Vp8Descriptor.length(wire, offset, length);
    return header > 0
        && Vp8Descriptor.startsFrame(wire, offset)
        && (wire[offset + header] & 0x01) == 0;
  }

  /**
   * RFC 9628 section 4.2: begins a frame, not predicted, lowest spatial layer. Some senders never
   * say that a frame is predicted, so its own header has to agree.
   */
  private static boolean vp9(byte[] wire, int offset, int length) {
    int first = wire[offset];
    boolean predicted = (first & 0x40) != 0;
    int header = Vp9Descriptor.length(wire, offset, length);
    if (predicted || header == 0 || !Vp9Descriptor.startsFrame(wire, offset)) {
      return false;
    }
    return lowestLayer(wire, offset) && vp9Key(wire[offset + header]);
  }

  private static boolean lowestLayer(byte[] wire, int offset) {
    int first = wire[offset];
    if ((first & 0x20) == 0) {
      return true;
    }
    int at = offset + 1;
    if ((first & 0x80) != 0) {
      at += (wire[at] & 0x80) != 0 ? 2 : 1;
    }
    return (wire[at] & 0x0E) == 0;
  }

  /** The start of the uncompressed header (VP9 specification section 6.2). */
  private static boolean vp9Key(byte header) {
    boolean marked = (header & 0xC0) == 0x80;
    boolean reserved = (header & 0x30) == 0x30; // profile 3 has a bit more
    int shownAgainAndPredicted = reserved ? 0x06 : 0x0C;
    return marked && (header & shownAgainAndPredicted) == 0;
  }

  /**
   * RFC 6184 section 5.4: parameter sets lead a key frame; an IDR slice without them starts one,
   * too, if it is the first slice of its picture.
   */
  private static boolean h264(byte[] wire, int offset, int length) {
    int type = wire[offset] & 0x1F;
    if (type == 0) {
      return startCoded(true, wire, offset, offset + length);
    }
    return switch (type) {
      case H264_SPS -> true;
      case H264_IDR -> firstSlice(wire, offset + 1, offset + length);
      case H264_STAP_A -> stapA(wire, offset + 1, offset + length);
      case H264_FU_A ->
          (wire[offset + 1] & 0x80) != 0
              && (wire[offset + 1] & 0x1F) == H264_IDR
              && firstSlice(wire, offset + 2, offset + length);
      default -> false;
    };
  }

  /** RFC 6184 section 5.7.1; a delimiter or other things may stand before what starts. */
  private static boolean stapA(byte[] wire, int from, int end) {
    int at = from;
    while (at + 3 <= end) {
      int type = wire[at + 2] & 0x1F;
      if (type == H264_SPS || (type == H264_IDR && firstSlice(wire, at + 3, end))) {
        return true;
      }
      at += 2 + RtpHeader.readShort(wire, at);
    }
    return false;
  }

  /**
   * first_mb_in_slice is 0, coded as a single 1 bit (ITU-T H.264 section 7.3.3); the same bit is
   * first_slice_segment_in_pic_flag in ITU-T H.265 section 7.3.6.1.
   */
  private static boolean firstSlice(byte[] wire, int at, int end) {
    return at < end && (wire[at] & 0x80) != 0;
  }

  /** RFC 7798 section 4.4: VPS, SPS or an IRAP picture, alone, aggregated or as first fragment. */
  private static boolean h265(byte[] wire, int offset, int length) {
    int type = wire[offset] >>> 1 & 0x3F;
    int end = offset + length;
    if (wire[offset] == 0 && wire[offset + 1] == 0) {
      return startCoded(false, wire, offset, end);
    }
    if (type == H265_AP) {
      return h265Aggregation(wire, offset + 2, end);
    }
    if (type == H265_FU) {
      return length > 2
          && (wire[offset + 2] & 0x80) != 0
          && startsH265(wire[offset + 2] & 0x3F, wire, offset + 3, end);
    }
    return startsH265(type, wire, offset + 2, end);
  }

  /** Start codes before units, which some cameras send though neither RFC has them. */
  private static boolean startCoded(boolean h264, byte[] wire, int from, int end) {
    for (int at = from; at + 5 < end; at++) {
      boolean code = wire[at] == 0 && wire[at + 1] == 0 && wire[at + 2] == 1;
      if (code && h264) {
        int type = wire[at + 3] & 0x1F;
        if (type == H264_SPS || type == H264_IDR && firstSlice(wire, at + 4, end)) {
          return true;
        }
      } else if (code && startsH265(wire[at + 3] >>> 1 & 0x3F, wire, at + 5, end)) {
        return true;
      }
    }
    return false;
  }

  /** RFC 7798 section 4.4.2. */
  private static boolean h265Aggregation(byte[] wire, int from, int end) {
    int at = from;
    while (at + 4 <= end) {
      if (startsH265(wire[at + 2] >>> 1 & 0x3F, wire, at + 4, end)) {
        return true;
      }
      at += 2 + RtpHeader.readShort(wire, at);
    }
    return false;
  }

  private static boolean startsH265(int type, byte[] wire, int body, int end) {
    if (type == H265_VPS || type == H265_SPS) {
      return true;
    }
    return type >= H265_IRAP_FROM && type <= H265_IRAP_TO && firstSlice(wire, body, end);
  }
}
