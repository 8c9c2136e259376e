package org.wcs.ejb.service;

/**
 * A stream that shows the content of another one.
 *
 * @param localStreamName the stream whose viewers see the other
 * @param remoteStreamName the stream whose content it is
 */
public record InjectStatus(String localStreamName, String remoteStreamName) {}
