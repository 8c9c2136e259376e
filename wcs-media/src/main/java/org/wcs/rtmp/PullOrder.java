package org.wcs.rtmp;

import org.wcs.stream.Publisher;

/**
 * A stream to be fetched from another server.
 *
 * @param target where from
 * @param name the name it is published under here
 * @param publisher who publishes it here
 * @param lasting whether to dial again when the connection breaks
 */
public record PullOrder(RtmpTarget target, String name, Publisher publisher, boolean lasting) {}
