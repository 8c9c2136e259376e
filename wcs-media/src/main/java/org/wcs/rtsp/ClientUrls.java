package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspUrl;

/**
 * The URLs that requests to one camera name (RFC 2326 appendix C.1.1). They keep the host that was
 * dialled: behind a translating router a camera announces an address that is of no use here.
 * Immutable.
 */
final class ClientUrls {

  private final RtspUrl dialled;
  private final @Nullable String base;

  private ClientUrls(RtspUrl dialled, @Nullable String base) {
    this.dialled = dialled;
    this.base = base;
  }

  /** From the answer to DESCRIBE. */
  static ClientUrls of(RtspUrl dialled, RtspResponse description) {
    String base = description.header("Content-Base");
    String told = base == null || base.isBlank() ? description.header("Content-Location") : base;
    if (told == null || told.isBlank()) {
      return new ClientUrls(dialled, null);
    }
    // a path alone stands for a URL of the same host
    return new ClientUrls(dialled, dialled.resolve(null, told));
  }

  /** The URL of a control attribute; null and {@code *} stand for the whole. */
  String control(@Nullable String control) {
    RtspUrl there = RtspUrl.parse(dialled.resolve(base, control));
    return there == null ? dialled.request() : root(dialled) + rest(there);
  }

  /** Where a redirection leads to; null if that is nowhere. */
  static @Nullable RtspUrl redirected(RtspUrl from, @Nullable String location) {
    if (location == null || location.isBlank()) {
      return null;
    }
    RtspUrl to = RtspUrl.parse(from.resolve(null, location));
    RtspUrl written = RtspUrl.parse(location);
    if (written != null && written.user() != null) {
      return written;
    }
    if (to == null) {
      return null;
    }
    boolean safe = to.host().equalsIgnoreCase(from.host()) && (to.tls() || !from.tls());
    return safe ? to.withCredentialsOf(from) : to;
  }

  private static String root(RtspUrl url) {
    String request = url.request();
    return request.substring(0, request.length() - rest(url).length());
  }

  private static String rest(RtspUrl url) {
    return url.path() + (url.query().isEmpty() ? "" : "?" + url.query());
  }
}
