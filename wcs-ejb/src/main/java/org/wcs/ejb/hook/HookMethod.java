package org.wcs.ejb.hook;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hooks, with the names they have on the wire. */
public enum HookMethod {
  CONNECT("connect", Kind.CONNECT),
  CONNECTION_STATUS_EVENT("ConnectionStatusEvent", Kind.EVENT),
  PUBLISH_STREAM("publishStream", Kind.DIRECT),
  UN_PUBLISH_STREAM("unPublishStream", Kind.DIRECT),
  PLAY_STREAM("playStream", Kind.DIRECT),
  PAUSE_STREAM("pauseStream", Kind.DIRECT),
  STOP_STREAM("stopStream", Kind.DIRECT),
  SNAPSHOT("snapshot", Kind.DIRECT),
  PLAY_HLS("playHLS", Kind.ACCESS),
  PLAY_RTSP("playRTSP", Kind.ACCESS),
  STREAM_STATUS_EVENT("StreamStatusEvent", Kind.EVENT),
  STREAM_KEEP_ALIVE_EVENT("StreamKeepAliveEvent", Kind.EVENT),
  STREAM_EVENT("StreamEvent", Kind.EVENT),
  ON_DATA_EVENT("OnDataEvent", Kind.DIRECT),
  DATA_STATUS_EVENT("DataStatusEvent", Kind.EVENT),
  SUBMIT_BUG_REPORT("submitBugReport", Kind.DIRECT),
  BUG_REPORT_STATUS_EVENT("BugReportStatusEvent", Kind.EVENT),
  PUSH_LOGS("pushLogs", Kind.DIRECT),
  SESSION_DEBUG("sessionDebug", Kind.DIRECT),
  SESSION_DEBUG_STATUS_EVENT("SessionDebugStatusEvent", Kind.EVENT);

  /** What an error of the backend means. */
  public enum Kind {
    /** Any error refuses the client. */
    CONNECT,
    /** The client asks for it; an error refuses it where the application has set FAIL. */
    DIRECT,
    /** Asked only where the administrator wants every viewer checked: any error refuses. */
    ACCESS,
    /** It has happened; an error is told to the client where the application has set FAIL. */
    EVENT
  }

  private static final Map<String, HookMethod> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(HookMethod::wireName, Function.identity()));

  private final String wireName;
  private final Kind kind;

  HookMethod(String wireName, Kind kind) {
    this.wireName = wireName;
    this.kind = kind;
  }

  /** The name in URLs and settings. */
  public String wireName() {
    return wireName;
  }

  /** What an error means. */
  public Kind kind() {
    return kind;
  }

  /** The event that tells the client what became of it, null if there is none. */
  public @Nullable HookMethod followUp() {
    return switch (this) {
      case CONNECT -> CONNECTION_STATUS_EVENT;
      case PUBLISH_STREAM, UN_PUBLISH_STREAM, PLAY_STREAM, PAUSE_STREAM, STOP_STREAM, SNAPSHOT ->
          STREAM_STATUS_EVENT;
      case ON_DATA_EVENT -> DATA_STATUS_EVENT;
      case SUBMIT_BUG_REPORT -> BUG_REPORT_STATUS_EVENT;
      case SESSION_DEBUG -> SESSION_DEBUG_STATUS_EVENT;
      case CONNECTION_STATUS_EVENT,
          PLAY_HLS,
          PLAY_RTSP,
          STREAM_STATUS_EVENT,
          STREAM_KEEP_ALIVE_EVENT,
          STREAM_EVENT,
          DATA_STATUS_EVENT,
          BUG_REPORT_STATUS_EVENT,
          PUSH_LOGS,
          SESSION_DEBUG_STATUS_EVENT ->
          null;
    };
  }

  /** The hook of that name, null if there is none. */
  public static @Nullable HookMethod of(String wireName) {
    return "sendBugReport".equals(wireName) ? SUBMIT_BUG_REPORT : BY_WIRE_NAME.get(wireName);
  }

  /** All names, sorted. */
  public static Set<String> wireNames() {
    return new TreeSet<>(BY_WIRE_NAME.keySet());
  }
}
