package org.wcs.rtsp;

import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.MediaStream;

/**
 * A stream to be sent to another server.
 *
 * @param stream what to send; the push ends with it
 * @param url where to, with user and password if need be
 * @param lasting whether to dial again when the connection breaks
 */
public record RtspPushOrder(MediaStream stream, RtspUrl url, boolean lasting) {}
