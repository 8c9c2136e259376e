package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.Publisher;

/**
 * A stream to be fetched from a camera or another server.
 *
 * @param url where from, with user and password if need be
 * @param name the name it is published under here
 * @param publisher who publishes it here
 * @param lasting whether to dial again though nobody watches
 */
public record RtspPullOrder(RtspUrl url, String name, Publisher publisher, boolean lasting) {

  /** The order for a URL as somebody typed it; null if it is none of RTSP. */
  public static @Nullable RtspPullOrder of(
      String url, String name, Publisher publisher, boolean lasting) {
    RtspUrl parsed = RtspUrl.parse(url);
    return parsed == null ? null : new RtspPullOrder(parsed, name, publisher, lasting);
  }
}
