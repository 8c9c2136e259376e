package org.wcs.ejb.live;

import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;

/** Streams that the server itself publishes: fetched from elsewhere, or made of others. */
final class OwnStream {

  private static final String APP_KEY = "defaultApp";
  private static final String RTMP = "RTMP";

  private OwnStream() {}

  static LiveStream of(MediaStream stream) {
    Publisher publisher = stream.publisher();
    boolean rtmp = publisher.protocol().equals(RTMP);
    return new LiveStream(
        new LiveStream.Owner(
            APP_KEY,
            publisher.sessionId(),
            publisher.mediaSessionId(),
            null,
            WallClock.millis(stream.createdNanos())),
        stream.name(),
        true,
        stream.live() ? LiveStream.State.PUBLISHING : LiveStream.State.PENDING,
        LiveMedia.of(stream),
        LiveStream.Asked.NOTHING,
        LiveStream.Way.of(rtmp ? RtmpSource.PROVIDER : publisher.protocol(), "", ""),
        Numbers.published(stream.tracks()));
  }
}
