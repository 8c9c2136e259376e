package org.wcs.rtsp.wire;

/**
 * A response (RFC 2326 section 7). Immutable.
 *
 * @param status 100 to 999
 * @param reason for people
 * @param headers fields in their order
 * @param body empty if there is none
 */
public record RtspResponse(int status, String reason, RtspHeaders headers, byte[] body)
    implements RtspMessage {

  private static final byte[] NOTHING = {};

  /** Refuses what cannot be written as one line: IllegalArgumentException. */
  public RtspResponse {
    if (status < 100 || status > 999 || !Grammar.line(reason)) {
      throw new IllegalArgumentException("status " + status + " or its reason cannot be sent");
    }
  }

  /** A response without a body, with the usual reason. */
  public RtspResponse(int status, RtspHeaders headers) {
    this(status, RtspStatus.reason(status), headers, NOTHING);
  }

  /** A response with the usual reason. */
  public RtspResponse(int status, RtspHeaders headers, byte[] body) {
    this(status, RtspStatus.reason(status), headers, body);
  }

  /** Whether the request was carried out: 200 to 299. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  @Override
  public String shown() {
    return status + " " + reason;
  }
}
