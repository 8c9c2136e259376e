package org.wcs.ejb.jmx;

/**
 * A stream made for an operator.
 *
 * @param uri the operator's name for it
 * @param remoteStreamName the stream it is made of
 * @param localStreamName the stream it makes
 * @param status how far it is
 */
public record TranscoderData(
    String uri, String remoteStreamName, String localStreamName, String status) {}
