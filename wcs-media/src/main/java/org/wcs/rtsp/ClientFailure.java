package org.wcs.rtsp;

import org.wcs.stream.EndReason;

/**
 * Why a connection to a camera came to nothing, or to its end.
 *
 * @param reason what clients are told if there is no other connection
 * @param why for the log: no user, no password
 * @param kind what another connection would be good for
 */
record ClientFailure(EndReason reason, String why, Kind kind) {

  /** What another connection would be good for. */
  enum Kind {
    /** It may work some time later. */
    PASSING,
    /** It would fail the same way; trying on may even lock the account. */
    FINAL,
    /** Media came over neither way it was asked for; the other way may work at once. */
    TRANSPORT,
    /** The camera has ended its stream. */
    ENDED
  }

  static ClientFailure unreachable(String why) {
    return new ClientFailure(EndReason.RTSP_UNREACHABLE, why, Kind.PASSING);
  }

  static ClientFailure unauthorized(String why) {
    return new ClientFailure(EndReason.RTSP_UNREACHABLE, why, Kind.FINAL);
  }

  static ClientFailure notFound(String why) {
    return new ClientFailure(EndReason.RTSP_NOT_FOUND, why, Kind.PASSING);
  }

  static ClientFailure format(String why) {
    return new ClientFailure(EndReason.RTSP_FORMAT, why, Kind.PASSING);
  }

  static ClientFailure transport(String why) {
    return new ClientFailure(EndReason.RTSP_UNREACHABLE, why, Kind.TRANSPORT);
  }

  static ClientFailure silent(String why, boolean never) {
    return new ClientFailure(EndReason.RTP_ACTIVITY, why, never ? Kind.TRANSPORT : Kind.PASSING);
  }

  static ClientFailure ended(String why) {
    return new ClientFailure(EndReason.STOPPED_BY_PUBLISHER, why, Kind.ENDED);
  }
}
