package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a media part says of one payload type.
 *
 * @param payloadType 0 to 127
 * @param rtpMap as written, or that of RFC 3551 for a static type without one
 * @param fmtp all its fmtp lines as one, or null
 * @param feedback its rtcp-fb lines, those for {@code *} among them with this payload type
 */
public record PayloadFormat(
    int payloadType, RtpMap rtpMap, @Nullable Fmtp fmtp, List<RtcpFeedback> feedback) {
  public PayloadFormat {
    feedback = List.copyOf(feedback);
  }

  /** The payload type this one retransmits (RFC 4588 section 8.6), or -1 if it is not rtx. */
  public int apt() {
    return fmtp == null || !rtpMap.is("rtx") ? -1 : Tokens.payloadType(text(fmtp.get("apt")));
  }

  /** Whether this feedback was offered, such as ("nack", null) or ("nack", "pli"). */
  public boolean hasFeedback(String type, @Nullable String parameter) {
    for (RtcpFeedback each : feedback) {
      if (each.is(type, parameter)) {
        return true;
      }
    }
    return false;
  }

  /** A parameter of the fmtp, or null. */
  public @Nullable String parameter(String name) {
    return fmtp == null ? null : fmtp.get(name);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
