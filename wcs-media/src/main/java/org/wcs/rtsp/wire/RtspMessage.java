package org.wcs.rtsp.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request or a response (RFC 2326 section 4). Immutable; nobody writes into its body. */
public sealed interface RtspMessage permits RtspRequest, RtspResponse {

  /** The fields of the head, {@code Content-Length} as the peer sent it. */
  RtspHeaders headers();

  /** The whole body; empty if there is none. */
  byte[] body();

  /** The first field of that name in any case; null if there is none. */
  default @Nullable String header(String name) {
    return headers().first(name);
  }

  /** The number that ties response to request (section 12.17); -1 if there is none. */
  default long cseq() {
    return headers().number("CSeq", -1);
  }

  /** The body as UTF-8. */
  default String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /** The first line, for logs: without the parameters of a URL. */
  String shown();
}
