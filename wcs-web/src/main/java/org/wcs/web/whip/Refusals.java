package org.wcs.web.whip;

import java.util.Arrays;
import java.util.Optional;
import org.wcs.stream.EndReason;

/** HTTP status codes for the reasons why an offer is refused (RFC 9725 section 4.2). */
final class Refusals {

  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ACCEPTABLE = 406;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_TYPE = 415;
  static final int UNPROCESSABLE = 422;
  static final int NOT_IMPLEMENTED = 501;
  static final int UNAVAILABLE = 503;

  private Refusals() {}

  /** The refusal for a text that clients of the signalling would be given. */
  static Outcome.Refused of(String info) {
    Optional<EndReason> reason =
        Arrays.stream(EndReason.values()).filter(known -> known.text().equals(info)).findFirst();
    return new Outcome.Refused(reason.map(Refusals::status).orElse(UNPROCESSABLE), info);
  }

  private static int status(EndReason reason) {
    return switch (reason) {
      case NOT_FOUND, RTSP_NOT_FOUND -> NOT_FOUND;
      case NAME_IN_USE -> CONFLICT;
      case NO_COMMON_CODECS -> NOT_ACCEPTABLE;
      case BAD_URI -> BAD_REQUEST;
      case RESTRICTED -> FORBIDDEN;
      case SHUTDOWN, SESSION_NOT_READY, SESSION_DISCONNECTED -> UNAVAILABLE;
      case STOPPED_BY_USER,
          STOPPED_BY_PUBLISHER,
          TERMINATED_BY_REST,
          ICE_TIMEOUT,
          ICE_ERROR,
          ICE_KEEP_ALIVE,
          DTLS_FINGERPRINT,
          DTLS_ERROR,
          RTP_ACTIVITY,
          MEDIA_SESSION_ID_MISSING,
          MEDIA_SESSION_ID_IN_USE,
          NO_TRANSCODERS,
          TRANSCODING_DISABLED,
          RTSP_UNREACHABLE,
          RTSP_FORMAT,
          FAILED ->
          UNPROCESSABLE;
    };
  }
}
