package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.RtspUrl;

/**
 * A stream on an RTSP server.
 *
 * @param target where it is, with user and password if need be
 */
public record RtspAddress(RtspUrl target) implements PushTarget {

  /** Null if this is no RTSP URL, or one without a stream. */
  public static @Nullable RtspAddress of(String url) {
    RtspUrl parsed = RtspUrl.parse(url);
    return parsed == null || parsed.path().length() < 2 ? null : new RtspAddress(parsed);
  }

  @Override
  public String url() {
    return target.request();
  }

  @Override
  public String stream() {
    return target.path().substring(1);
  }
}
