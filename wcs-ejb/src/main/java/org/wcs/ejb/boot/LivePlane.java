package org.wcs.ejb.boot;

import java.util.List;
import org.wcs.ejb.live.HlsSource;
import org.wcs.ejb.live.LiveConnections;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.live.RtmpSource;
import org.wcs.ejb.live.RtspSource;
import org.wcs.ejb.service.PushService;
import org.wcs.ejb.service.SessionService;
import org.wcs.ejb.service.StreamService;
import org.wcs.stream.StreamHub;

/**
 * What goes on, of every protocol in one form. Any thread.
 *
 * @param streams what comes in and goes out
 * @param connections who is there
 */
public record LivePlane(LiveStreams streams, LiveConnections connections) {

  /** Looks at all planes. */
  static LivePlane of(
      StatusSources.Planes planes,
      StreamService streams,
      SessionService sessions,
      PushService pushes) {
    StreamHub hub = planes.between().hub();
    RtmpSource rtmp = new RtmpSource(hub, planes.rtmp()::protocol);
    RtspSource rtsp = new RtspSource(hub, planes.rtsp()::protocol);
    HlsSource hls = new HlsSource(hub, planes.between()::hls);
    return new LivePlane(
        new LiveStreams(hub, List.of(streams, rtmp, rtsp, hls, pushes)),
        new LiveConnections(List.of(sessions, rtmp, rtsp)));
  }
}
