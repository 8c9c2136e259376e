package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=rtpmap}, RFC 8866 section 6.6.
 *
 * @param payloadType 0 to 127
 * @param encoding the name as it came; compare it ignoring case
 * @param clockRate in Hz
 * @param channels 1 if not said
 */
public record RtpMap(int payloadType, String encoding, int clockRate, int channels) {
  public RtpMap {
    if (payloadType < 0 || payloadType > 127) {
      throw new IllegalArgumentException("payload type must be 0-127, was " + payloadType);
    }
    if (clockRate < 1 || channels < 1) {
      throw new IllegalArgumentException("clock rate and channels must be positive");
    }
  }

  /** Reads the attribute value, or null. */
  public static @Nullable RtpMap parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 2) {
      return null;
    }
    String[] parts = words.get(1).split("/", 4);
    int payloadType = Tokens.payloadType(words.get(0));
    long clockRate = parts.length < 2 ? -1 : Tokens.number(parts[1], Integer.MAX_VALUE);
    long channels = parts.length < 3 ? 1 : Tokens.number(parts[2], 255);
    if (payloadType < 0 || parts[0].isEmpty() || clockRate < 1 || channels < 1) {
      return null;
    }
    return new RtpMap(payloadType, parts[0], (int) clockRate, (int) channels);
  }

  /** The map of a static payload type (RFC 3551 section 6), or null. */
  public static @Nullable RtpMap ofStatic(int payloadType) {
    return switch (payloadType) {
      case 0 -> new RtpMap(0, "PCMU", 8000, 1);
      case 3 -> new RtpMap(3, "GSM", 8000, 1);
      case 4 -> new RtpMap(4, "G723", 8000, 1);
      case 8 -> new RtpMap(8, "PCMA", 8000, 1);
      case 9 -> new RtpMap(9, "G722", 8000, 1);
      case 10 -> new RtpMap(10, "L16", 44100, 2);
      case 11 -> new RtpMap(11, "L16", 44100, 1);
      case 13 -> new RtpMap(13, "CN", 8000, 1);
      case 14 -> new RtpMap(14, "MPA", 90000, 1);
      case 18 -> new RtpMap(18, "G729", 8000, 1);
      case 26 -> new RtpMap(26, "JPEG", 90000, 1);
      case 31 -> new RtpMap(31, "H261", 90000, 1);
      case 32 -> new RtpMap(32, "MPV", 90000, 1);
      case 33 -> new RtpMap(33, "MP2T", 90000, 1);
      case 34 -> new RtpMap(34, "H263", 90000, 1);
      default -> null;
    };
  }

  /** Whether the encoding has this name, ignoring case. */
  public boolean is(String name) {
    return encoding.equalsIgnoreCase(name);
  }

  @Override
  public String toString() {
    String text = payloadType + " " + encoding + "/" + clockRate;
    return channels == 1 ? text : text + "/" + channels;
  }
}
