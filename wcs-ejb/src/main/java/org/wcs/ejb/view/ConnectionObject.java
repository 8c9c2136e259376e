package org.wcs.ejb.view;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import org.wcs.ejb.live.LiveConnection;

/**
 * One client with the names of the wire.
 *
 * @param appKey its application
 * @param sessionId its session
 * @param status {@code PENDING} or {@code ESTABLISHED}
 * @param protocol how it is connected, for example {@code WebSocket} or {@code RTMP}
 * @param remoteAddress where it comes from
 * @param createDate since when, Unix time in milliseconds
 * @param streams how many streams it publishes and plays
 * @param details what it has told about itself; written beside the others, not below them
 */
public record ConnectionObject(
    String appKey,
    String sessionId,
    String status,
    String protocol,
    String remoteAddress,
    long createDate,
    int streams,
    JsonObject details) {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private static final String SECRET = "sipPassword";

  /** A client as it is now. */
  public static ConnectionObject of(LiveConnection connection) {
    return new ConnectionObject(
        connection.appKey(),
        connection.sessionId(),
        connection.status(),
        connection.protocol(),
        connection.remoteAddress(),
        connection.createdMillis(),
        connection.streams(),
        connection.details());
  }

  /** By the names of the wire. */
  public JsonObject json() {
    JsonObjectBuilder json = JSON.createObjectBuilder(details);
    json.remove(SECRET);
    return json.add("appKey", appKey)
        .add("sessionId", sessionId)
        .add("status", status)
        .add("protocol", protocol)
        .add("remoteAddress", remoteAddress)
        .add("createDate", createDate)
        .add("streams", streams)
        .build();
  }
}
