package org.wcs.rtsp.wire;

import java.util.Map;

/** Status codes (RFC 2326 section 7.1.1) and what they are called. Stateless. */
public final class RtspStatus {
  public static final int OK = 200;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;
  public static final int NOT_ACCEPTABLE = 406;
  public static final int BODY_TOO_LARGE = 413;
  public static final int URI_TOO_LONG = 414;
  public static final int UNSUPPORTED_MEDIA_TYPE = 415;
  public static final int HEAD_TOO_LARGE = 431;
  public static final int NOT_ENOUGH_BANDWIDTH = 453;
  public static final int SESSION_NOT_FOUND = 454;
  public static final int METHOD_NOT_VALID_IN_THIS_STATE = 455;
  public static final int INVALID_RANGE = 457;
  public static final int AGGREGATE_NOT_ALLOWED = 459;
  public static final int ONLY_AGGREGATE_ALLOWED = 460;
  public static final int UNSUPPORTED_TRANSPORT = 461;
  public static final int INTERNAL_ERROR = 500;
  public static final int NOT_IMPLEMENTED = 501;
  public static final int SERVICE_UNAVAILABLE = 503;
  public static final int VERSION_NOT_SUPPORTED = 505;
  public static final int OPTION_NOT_SUPPORTED = 551;

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(100, "Continue"),
          Map.entry(OK, "OK"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Moved Temporarily"),
          Map.entry(BAD_REQUEST, "Bad Request"),
          Map.entry(UNAUTHORIZED, "Unauthorized"),
          Map.entry(FORBIDDEN, "Forbidden"),
          Map.entry(NOT_FOUND, "Not Found"),
          Map.entry(METHOD_NOT_ALLOWED, "Method Not Allowed"),
          Map.entry(NOT_ACCEPTABLE, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(BODY_TOO_LARGE, "Request Message Body Too Large"),
          Map.entry(URI_TOO_LONG, "Request-URI Too Long"),
          Map.entry(UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type"),
          Map.entry(HEAD_TOO_LARGE, "Request Header Fields Too Large"),
          Map.entry(451, "Parameter Not Understood"),
          Map.entry(NOT_ENOUGH_BANDWIDTH, "Not Enough Bandwidth"),
          Map.entry(SESSION_NOT_FOUND, "Session Not Found"),
          Map.entry(METHOD_NOT_VALID_IN_THIS_STATE, "Method Not Valid in This State"),
          Map.entry(INVALID_RANGE, "Invalid Range"),
          Map.entry(AGGREGATE_NOT_ALLOWED, "Aggregate Operation Not Allowed"),
          Map.entry(ONLY_AGGREGATE_ALLOWED, "Only Aggregate Operation Allowed"),
          Map.entry(UNSUPPORTED_TRANSPORT, "Unsupported Transport"),
          Map.entry(INTERNAL_ERROR, "Internal Server Error"),
          Map.entry(NOT_IMPLEMENTED, "Not Implemented"),
          Map.entry(SERVICE_UNAVAILABLE, "Service Unavailable"),
          Map.entry(VERSION_NOT_SUPPORTED, "RTSP Version Not Supported"),
          Map.entry(OPTION_NOT_SUPPORTED, "Option Not Supported"));

  private RtspStatus() {}

  /** What a status is called; the class of statuses it belongs to where it has no name. */
  public static String reason(int status) {
    String reason = REASONS.get(status);
    if (reason != null) {
      return reason;
    }
    return switch (status / 100) {
      case 1 -> "Information";
      case 2 -> "Success";
      case 3 -> "Redirection";
      case 4 -> "Request Failed";
      default -> "Server Failed";
    };
  }
}
