package org.wcs.ejb.boot;

import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.hook.Hooks;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.policy.HlsApplications;
import org.wcs.ejb.policy.LifeSigns;
import org.wcs.ejb.policy.RtmpApplications;
import org.wcs.ejb.policy.RtspApplications;
import org.wcs.ejb.service.ClientSession;
import org.wcs.ejb.service.SessionService;
import org.wcs.stream.StreamHub;

/**
 * How applications have their say in every protocol. Any thread.
 *
 * @param rtmp what clients of RTMP may do
 * @param rtsp what clients of RTSP may do
 * @param hls who may have playlists
 */
record ApplicationPlane(RtmpApplications rtmp, RtspApplications rtsp, HlsApplications hls) {

  static ApplicationPlane of(WcsConfig config, Hooks hooks, StreamHub hub) {
    return new ApplicationPlane(
        new RtmpApplications(hooks, hub),
        new RtspApplications(hooks, hub, config.rtsp().access().asked()),
        new HlsApplications(hooks, config.hls().access(), System::nanoTime));
  }

  /** What tells of streams that live, to be ticked. */
  LifeSigns lifeSigns(WcsConfig config, LiveStreams streams, SessionService sessions) {
    return new LifeSigns(
        config.operations().hooks().keepAlive(),
        streams::all,
        session -> application(session, sessions),
        System.nanoTime());
  }

  private @Nullable HookSession application(String sessionId, SessionService sessions) {
    ClientSession browser = sessions.find(sessionId).orElse(null);
    if (browser != null) {
      return browser.hooks();
    }
    HookSession app = rtmp.application(sessionId);
    return app == null ? rtsp.application(sessionId) : app;
  }
}
