package org.wcs.ejb.service;

/**
 * Links to other servers by RTMP.
 *
 * @param pushes streams sent there
 * @param pulls streams fetched from there
 */
public record RtmpLinks(PushService pushes, PullService pulls) {}
