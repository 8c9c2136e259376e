package org.wcs.stream;

/**
 * Why a stream, a viewer or a request for one came to its end. The texts are what clients compare
 * against, so they never change.
 */
public enum EndReason {
  /** The client asked for it. */
  STOPPED_BY_USER("Stopped by user", false),
  /** The publisher stopped; told to its viewers. */
  STOPPED_BY_PUBLISHER("Stopped by publisher stop", false),
  /** The signalling session of the client is gone. */
  SESSION_DISCONNECTED("Stopped by session disconnect", false),
  /** An operator ended it. */
  TERMINATED_BY_REST("Stopped by rest /terminate", false),
  /** The server is going down. */
  SHUTDOWN("Requested stream shutdown", true),
  /** The peer's connectivity checks never succeeded. */
  ICE_TIMEOUT("Failed by ICE timeout", true),
  /** The peer's connectivity checks were malformed beyond use. */
  ICE_ERROR("Failed by ICE error", true),
  /** The peer stopped sending connectivity checks. */
  ICE_KEEP_ALIVE("Failed by ICE keep alive", true),
  /** The peer's certificate is not the one its offer promised. */
  DTLS_FINGERPRINT("Failed by DTLS fingerprint error", true),
  /** The handshake failed or did not end in time. */
  DTLS_ERROR("Failed by DTLS error", true),
  /** A publisher sent no media for too long. */
  RTP_ACTIVITY("Failed by RTP activity", true),
  /** No stream has the name. */
  NOT_FOUND("Stream not found", true),
  /** Another publisher holds the name. */
  NAME_IN_USE("Stream name is already in use", true),
  /** The stream has no codec that the client takes, or the client none that the server takes. */
  NO_COMMON_CODECS("No common codecs", true),
  /** The request names no media session. */
  MEDIA_SESSION_ID_MISSING("MediaSessionId is null", true),
  /** The media session of the request exists already. */
  MEDIA_SESSION_ID_IN_USE("MediaSessionId is already in use", true),
  /** The signalling session is not established. */
  SESSION_NOT_READY("Session not ready", true),
  /** The name is not a name the server can use. */
  BAD_URI("Bad URI", true),
  /** A policy forbids it. */
  RESTRICTED("Restricted access", true),
  /** Playing needs a transcoder and this node has none to offer. */
  NO_TRANSCODERS("No available transcoders", true),
  /** Playing needs a transcoder and the operator has forbidden that. */
  TRANSCODING_DISABLED("Transcoding required, but disabled", true),
  /** The camera has no such stream. */
  RTSP_NOT_FOUND("Rtsp stream not found", true),
  /** The camera cannot be reached, lets nobody in, or fails. */
  RTSP_UNREACHABLE("Failed to connect to rtsp stream", true),
  /** What the camera offers cannot be read, or nothing of it can be used. */
  RTSP_FORMAT("Rtsp has wrong format", true),
  /** Anything else that went wrong. */
  FAILED("Failed by error", true);

  private final String text;
  private final boolean failure;

  EndReason(String text, boolean failure) {
    this.text = text;
    this.failure = failure;
  }

  /** The text as clients know it. */
  public String text() {
    return text;
  }

  /** Tells whether this is a failure rather than an ordinary end. */
  public boolean failure() {
    return failure;
  }
}
