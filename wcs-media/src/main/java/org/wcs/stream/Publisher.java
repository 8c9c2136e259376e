package org.wcs.stream;

/**
 * Who publishes a stream.
 *
 * @param sessionId the session that owns it; only the same session may take the name over
 * @param mediaSessionId the media session that the client named
 * @param protocol how the media comes in, for example {@code WebRTC}
 */
public record Publisher(String sessionId, String mediaSessionId, String protocol) {}
