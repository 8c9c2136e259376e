package org.wcs.ejb.jmx;

/**
 * One client.
 *
 * @param sessionId its session
 * @param appKey its application, empty if it has none
 * @param protocol it speaks
 * @param remoteAddress where it comes from
 * @param status how far it is
 * @param createdMillis since when it is there, Unix time
 * @param streams how many it publishes and plays
 */
public record ConnectionData(
    String sessionId,
    String appKey,
    String protocol,
    String remoteAddress,
    String status,
    long createdMillis,
    int streams) {}
