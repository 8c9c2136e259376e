package org.wcs.rtmp;

import java.util.Map;

/**
 * A client's wish to publish or to play a stream. Immutable.
 *
 * @param mediaSessionId the server's name for this one publishing or playing
 * @param streamName the stream
 * @param parameters what stood behind the question mark of the name
 */
public record RtmpRequest(
    String mediaSessionId, String streamName, Map<String, String> parameters) {

  public RtmpRequest {
    parameters = Map.copyOf(parameters);
  }

  /** The same under another name. */
  RtmpRequest withName(String name) {
    return name.equals(streamName) ? this : new RtmpRequest(mediaSessionId, name, parameters);
  }
}
