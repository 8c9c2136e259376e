package org.wcs.rtsp.wire;

/**
 * A request (RFC 2326 section 6). Immutable.
 *
 * @param method such as {@code DESCRIBE}; case matters
 * @param uri as it stands on the wire: absolute, a path, or {@code *}
 * @param headers fields in their order
 * @param body empty if there is none
 */
public record RtspRequest(String method, String uri, RtspHeaders headers, byte[] body)
    implements RtspMessage {

  private static final byte[] NOTHING = {};

  /** Refuses what cannot be written as one line: IllegalArgumentException. */
  public RtspRequest {
    if (!Grammar.token(method) || !Grammar.visible(uri)) {
      throw new IllegalArgumentException("method or URI with characters that cannot be sent");
    }
  }

  /** A request without a body. */
  public RtspRequest(String method, String uri, RtspHeaders headers) {
    this(method, uri, headers, NOTHING);
  }

  @Override
  public String shown() {
    int question = uri.indexOf('?');
    return method + " " + (question < 0 ? uri : uri.substring(0, question));
  }
}
