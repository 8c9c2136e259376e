package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=rtcp-fb}, RFC 4585 section 4.2.
 *
 * @param payloadType 0 to 127, or {@link #ANY} for {@code *}
 * @param type such as {@code nack}, {@code ccm}, {@code transport-cc}
 * @param parameter such as {@code pli}, or null
 */
public record RtcpFeedback(int payloadType, String type, @Nullable String parameter) {
  /** Stands for {@code *}: every payload type of the media. */
  public static final int ANY = -1;

  /** Reads the attribute value, or null. */
  public static @Nullable RtcpFeedback parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 2) {
      return null;
    }
    boolean any = words.get(0).equals("*");
    int payloadType = any ? ANY : Tokens.payloadType(words.get(0));
    if (payloadType < 0 && !any) {
      return null;
    }
    String parameter = words.size() == 2 ? null : String.join(" ", words.subList(2, words.size()));
    return new RtcpFeedback(payloadType, words.get(1), parameter);
  }

  /** Whether type and parameter are these, such as ("nack", "pli"), ignoring case. */
  public boolean is(String wantedType, @Nullable String wantedParameter) {
    if (!type.equalsIgnoreCase(wantedType)) {
      return false;
    }
    return parameter == null
        ? wantedParameter == null
        : parameter.equalsIgnoreCase(wantedParameter == null ? "" : wantedParameter);
  }

  /** The same feedback for another payload type. */
  public RtcpFeedback withPayloadType(int other) {
    return new RtcpFeedback(other, type, parameter);
  }

  @Override
  public String toString() {
    String head = (payloadType == ANY ? "*" : Integer.toString(payloadType)) + " " + type;
    return parameter == null ? head : head + " " + parameter;
  }
}
