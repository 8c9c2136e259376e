package org.wcs.hls;

import java.util.List;
import java.util.Map;

/**
 * An answer, to be written by whoever carries HTTP. Frozen; any thread.
 *
 * @param status HTTP status
 * @param contentType media type, empty without content
 * @param cacheControl value of the Cache-Control header
 * @param headers further headers
 * @param body the content
 */
public record HlsResponse(
    int status,
    String contentType,
    String cacheControl,
    Map<String, String> headers,
    HlsBody body) {

  /** Media type of playlists (RFC 8216 section 10). */
  public static final String PLAYLIST = "application/vnd.apple.mpegurl";

  public HlsResponse {
    headers = Map.copyOf(headers);
  }

  static HlsResponse playlist(List<byte[]> pieces) {
    return new HlsResponse(200, PLAYLIST, "no-cache", Map.of(), HlsBody.Octets.of(pieces));
  }

  static HlsResponse media(String contentType, HlsBody body) {
    return new HlsResponse(200, contentType, "public, max-age=3600", Map.of(), body);
  }

  static HlsResponse refused(int status) {
    Map<String, String> headers = status == 503 ? Map.of("Retry-After", "1") : Map.of();
    return new HlsResponse(status, "", "no-store", headers, HlsBody.EMPTY);
  }
}
