package org.wcs.web.rest;

import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.ConnectionFilter;

/** What the calls of {@code /connection} carry. */
public final class ConnectionCalls {
  private ConnectionCalls() {}

  /** Look for clients. */
  public record FindConnection(
      @Nullable String sessionId,
      @Nullable String appKey,
      @Schema(description = "PENDING or ESTABLISHED") @Nullable String status,
      @Schema(description = "WebSocket, WHIP, WHEP, RTMP or RTSP") @Nullable String protocol,
      @Nullable String clientVersion,
      @Nullable String clientOSVersion,
      @Nullable String clientBrowserVersion,
      @Nullable String sipLogin) {

    ConnectionFilter filter() {
      Map<String, String> fields = new HashMap<>();
      put(fields, "sessionId", sessionId);
      put(fields, "appKey", appKey);
      put(fields, "status", status);
      put(fields, "protocol", protocol);
      put(fields, "clientVersion", clientVersion);
      put(fields, "clientOSVersion", clientOSVersion);
      put(fields, "clientBrowserVersion", clientBrowserVersion);
      put(fields, "sipLogin", sipLogin);
      return new ConnectionFilter(fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
      if (value != null) {
        fields.put(name, value);
      }
    }
  }

  /** Name a client. */
  public record TerminateConnection(@NotNull String sessionId) {}

  /** Say how much is logged of a client. */
  public record SetLogLevel(
      @NotNull String sessionId,
      @NotNull @Schema(description = "TRACE, DEBUG, INFO, WARN, ERROR or OFF") String logLevel) {}
}
