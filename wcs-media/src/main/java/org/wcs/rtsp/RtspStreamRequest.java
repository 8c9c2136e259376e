package org.wcs.rtsp;

import java.util.Map;

/**
 * A client's wish to publish or to play a stream. Immutable.
 *
 * @param mediaSessionId the server's name for this one publishing or playing
 * @param streamName the stream
 * @param parameters what stood behind the question mark of the URL
 */
public record RtspStreamRequest(
    String mediaSessionId, String streamName, Map<String, String> parameters) {

  public RtspStreamRequest {
    parameters = Map.copyOf(parameters);
  }

  /** The same under another name. */
  RtspStreamRequest withName(String name) {
    return name.equals(streamName) ? this : new RtspStreamRequest(mediaSessionId, name, parameters);
  }
}
