package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;

/**
 * Streams of other servers, and streams for them.
 *
 * @param pulls what is fetched by RTMP
 * @param cameras what is fetched by RTSP
 * @param pushes what is sent
 */
public record RemoteStreams(PullService pulls, PullService cameras, PushService pushes) {

  /** Who fetches a stream of this name; null if it is not the name of one that is fetched. */
  public @Nullable PullService source(String name) {
    if (cameras.meant(name)) {
      return cameras;
    }
    return pulls.meant(name) ? pulls : null;
  }
}
