package org.wcs.ejb.live;

import jakarta.json.JsonObject;

/**
 * One client that is connected now.
 *
 * @param sessionId its session
 * @param appKey its application, empty if it has none
 * @param protocol {@code WebSocket}, {@code WHIP}, {@code WHEP}, {@code RTMP} or {@code RTSP}
 * @param remoteAddress where it comes from
 * @param status {@code PENDING} until it has introduced itself, then {@code ESTABLISHED}
 * @param createdMillis since when it is there, Unix time
 * @param streams how many streams it publishes and plays
 * @param details what it has told about itself, by the names it used; no passwords
 */
public record LiveConnection(
    String sessionId,
    String appKey,
    String protocol,
    String remoteAddress,
    String status,
    long createdMillis,
    int streams,
    JsonObject details) {}
