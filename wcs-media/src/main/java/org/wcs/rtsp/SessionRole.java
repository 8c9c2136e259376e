package org.wcs.rtsp;

import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.stream.EndReason;

/** What a session is for. On its lane. */
sealed interface SessionRole permits PlayRole, RecordRole {

  /** Sets up one track. */
  void setup(Setup setup);

  /** PLAY. */
  void play(RtspRequest request, ServerTarget target, ServerAnswer answer);

  /** RECORD. */
  void record(ServerAnswer answer);

  /** PAUSE. */
  void pause(ServerTarget target, ServerAnswer answer);

  /**
   * Ends one track.
   *
   * @return false if the whole session is to end
   */
  boolean teardownTrack(RtspRequest request, ServerTarget target);

  /** Somebody else ends it: the client is told as far as it can be. */
  void terminate(EndReason reason);

  /** Whether nothing is set up. */
  boolean empty();

  /** Whether all media goes over UDP, so that it needs no connection. */
  boolean outlivesConnection();

  /**
   * When the other side was last heard or took something by itself; {@code Long.MIN_VALUE} never.
   */
  long aliveNanos();

  /** The connection takes more, or takes no more. */
  void writable(boolean now);

  /**
   * About once a second.
   *
   * @param bytes of media so far
   */
  void tick(long nowNanos, long bytes);

  RtspSnapshot.Stream snapshot();

  /**
   * The session is over.
   *
   * @param lost whether the client has gone without a word
   */
  void end(EndReason reason, boolean lost);

  /**
   * A request for one track.
   *
   * @param transports opens the way
   */
  record Setup(
      RtspRequest request, ServerTarget target, ServerTransports transports, Outcome outcome) {}

  /** How a set-up ended; one call of one of the two. */
  interface Outcome {
    /** With these fields. */
    void ready(RtspHeaders headers);

    /** With this status. */
    void refused(int status);
  }
}
