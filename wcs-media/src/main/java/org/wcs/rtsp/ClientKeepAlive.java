package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.List;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspSessionId;

/**
 * When and by which request a camera is told that we are still there (RFC 2326 sections 10.8 and
 * 12.37). On the link's lane.
 */
final class ClientKeepAlive {

  /** A bit less than half of the time-out: one may get lost. */
  private static final double SHARE = 0.45;

  private static final long NANOS = 1_000_000_000L;

  private final List<String> methods = new ArrayList<>();
  private long intervalNanos = interval(RtspSessionId.USUAL_TIMEOUT_SECONDS);
  private long lastNanos;
  private int choice;

  /** Takes the list of methods that a camera knows. */
  ClientKeepAlive() {
    knows(RtspHeaders.NONE);
  }

  /** The headers of the answer to OPTIONS. */
  void knows(RtspHeaders headers) {
    methods.clear();
    if (headers.lists("Public", "GET_PARAMETER")) {
      methods.add("GET_PARAMETER");
    }
    methods.add("OPTIONS");
    methods.add("SET_PARAMETER");
  }

  /** The time-out of the session, told by the camera. */
  void session(RtspSessionId session) {
    intervalNanos = interval(session.timeoutOrUsual());
  }

  /** The session lives from now on. */
  void begin(long nowNanos) {
    lastNanos = nowNanos;
  }

  /** Whether it is time; then it is assumed to be done. */
  boolean due(long nowNanos) {
    if (nowNanos - lastNanos < intervalNanos) {
      return false;
    }
    lastNanos = nowNanos;
    return true;
  }

  /** The request to send. */
  String method() {
    return methods.get(choice);
  }

  /** The camera refuses the method: takes another one the next time. */
  void refused() {
    choice = (choice + 1) % methods.size();
  }

  private static long interval(int timeoutSeconds) {
    return (long) (timeoutSeconds * SHARE * NANOS);
  }
}
