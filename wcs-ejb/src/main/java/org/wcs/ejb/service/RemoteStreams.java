package org.wcs.ejb.service;

/**
 * Streams of other servers, and streams for them.
 *
 * @param pulls what is fetched
 * @param pushes what is sent
 */
public record RemoteStreams(PullService pulls, PushService pushes) {}
