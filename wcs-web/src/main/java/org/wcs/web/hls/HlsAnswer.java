package org.wcs.web.hls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsResponse;

/**
 * What is sent for an answer of the core.
 *
 * @param status HTTP status code
 * @param headers by name, in order
 * @param body what the content is taken from, null if there is none
 * @param content the part of the body that is sent
 */
record HlsAnswer(
    int status, Map<String, String> headers, @Nullable HlsBody body, ByteRange content) {

  private static final String PLAYLIST = "application/vnd.apple.mpegurl";
  private static final ByteRange NOTHING = new ByteRange(0, 0);

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_SATISFIABLE = 416;

  /** Smaller playlists would hardly shrink. */
  private static final long LEAST_TO_COMPRESS = 256;

  /**
   * What a client says about the answer it wants.
   *
   * @param acceptEncoding value of {@code Accept-Encoding}
   * @param range value of {@code Range}
   * @param ifRange value of {@code If-Range}
   * @param ifNoneMatch value of {@code If-None-Match}
   */
  record Wishes(
      @Nullable String acceptEncoding,
      @Nullable String range,
      @Nullable String ifRange,
      @Nullable String ifNoneMatch) {
    static final Wishes NONE = new Wishes(null, null, null, null);
  }

  /** An answer without content. */
  static HlsAnswer empty(int status) {
    return new HlsAnswer(status, headers("no-store"), null, NOTHING);
  }

  /** The answer to a GET; to a HEAD it is the same without the content. */
  static HlsAnswer of(HlsResponse response, Wishes wishes) {
    Map<String, String> headers = headers(response.cacheControl());
    headers.putAll(response.headers());
    if (response.status() != OK) {
      return new HlsAnswer(response.status(), headers, null, NOTHING);
    }
    headers.put("Content-Type", response.contentType());
    boolean playlist = response.contentType().toLowerCase(Locale.ROOT).startsWith(PLAYLIST);
    if (playlist && response.body() instanceof HlsBody.Octets octets) {
      return playlist(octets, headers, wishes);
    }
    return media(response.body(), headers, wishes);
  }

  private static HlsAnswer playlist(
      HlsBody.Octets octets, Map<String, String> headers, Wishes wishes) {
    String tag = "W/\"" + Long.toHexString(checksum(octets)) + "\"";
    headers.put("ETag", tag);
    headers.put("Vary", "Accept-Encoding");
    if (names(wishes.ifNoneMatch(), tag)) {
      headers.remove("Content-Type");
      return new HlsAnswer(NOT_MODIFIED, headers, null, NOTHING);
    }
    HlsBody.Octets content = octets;
    // Chromium's own player asks for ranges of playlists; of a compressed one they would be no text
    boolean whole = wishes.range() == null;
    if (whole && octets.length() >= LEAST_TO_COMPRESS && acceptsGzip(wishes.acceptEncoding())) {
      headers.put("Content-Encoding", "gzip");
      content = compressed(octets);
    }
    return new HlsAnswer(OK, headers, content, new ByteRange(0, content.length()));
  }

  /** Media has no entity tag, so a condition on one cannot hold and the whole is sent. */
  private static HlsAnswer media(HlsBody body, Map<String, String> headers, Wishes wishes) {
    headers.put("Accept-Ranges", "bytes");
    ByteRange range =
        wishes.ifRange() == null ? ByteRange.parse(wishes.range(), body.length()) : null;
    if (range == null) {
      return new HlsAnswer(OK, headers, body, new ByteRange(0, body.length()));
    }
    headers.put("Content-Range", range.contentRange(body.length()));
    if (range.length() == 0) {
      headers.remove("Content-Type");
      headers.put("Cache-Control", "no-store");
      return new HlsAnswer(NOT_SATISFIABLE, headers, null, NOTHING);
    }
    return new HlsAnswer(PARTIAL, headers, body, range);
  }

  private static Map<String, String> headers(String cacheControl) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", cacheControl);
    return headers;
  }

  /** {@code gzip} or {@code *} with a weight above 0 (RFC 9110 section 12.5.3). */
  static boolean acceptsGzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    boolean any = false;
    for (String each : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = each.strip().split("\\s*;\\s*", 2);
      boolean wanted = parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0{0,3})?\\s*");
      if (parts[0].equals("gzip") || parts[0].equals("x-gzip")) {
        return wanted;
      }
      any |= parts[0].equals("*") && wanted;
    }
    return any;
  }

  /** Compares weakly (RFC 9110 section 13.1.2). */
  private static boolean names(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String opaque = tag.substring("W/".length());
    for (String each : ifNoneMatch.split(",")) {
      String listed = each.strip();
      if (listed.equals("*") || listed.equals(tag) || listed.equals(opaque)) {
        return true;
      }
    }
    return false;
  }

  private static long checksum(HlsBody.Octets octets) {
    CRC32C checksum = new CRC32C();
    octets.pieces().forEach(checksum::update);
    return checksum.getValue() << 24 ^ octets.length();
  }

  private static HlsBody.Octets compressed(HlsBody.Octets octets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) octets.length());
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (byte[] piece : octets.pieces()) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new HlsBody.Octets(List.of(bytes.toByteArray()), bytes.size());
  }
}
