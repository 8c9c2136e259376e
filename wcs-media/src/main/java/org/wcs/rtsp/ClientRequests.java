package org.wcs.rtsp;

import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;

/**
 * Answers what a camera asks its client (RFC 2326 section 10: the methods that a server may send).
 * Stateless.
 */
final class ClientRequests {

  private static final String KNOWN =
      "OPTIONS, GET_PARAMETER, SET_PARAMETER, ANNOUNCE, REDIRECT, TEARDOWN";

  /** What a request means for the connection. */
  enum Meaning {
    /** Nothing. */
    NONE,
    /** The body describes the media anew. */
    DESCRIBED,
    /** The stream is to be had elsewhere. */
    MOVED,
    /** The stream has ended. */
    ENDED
  }

  private ClientRequests() {}

  /** Answers a request and tells what else is to be done. */
  static Meaning answer(RtspRequest request, ClientExchange exchange) {
    int status = RtspStatus.OK;
    RtspHeaders more = RtspHeaders.NONE;
    Meaning meaning = Meaning.NONE;
    switch (request.method()) {
      case "OPTIONS" -> more = RtspHeaders.of("Public", KNOWN);
      case "GET_PARAMETER", "SET_PARAMETER" -> {} // asked to see whether we are there
      case "ANNOUNCE" -> meaning = Meaning.DESCRIBED;
      case "REDIRECT" -> meaning = Meaning.MOVED;
      case "TEARDOWN" -> meaning = Meaning.ENDED;
      default -> {
        status = RtspStatus.NOT_IMPLEMENTED;
        more = RtspHeaders.of("Public", KNOWN);
      }
    }
    exchange.answer(request, status, more);
    return meaning;
  }
}
