package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection between the greeting and the leave, and the media of it. On the
 * link's lane.
 */
sealed interface ClientDialogue permits PullDialogue, PushDialogue {

  /** The other server has answered the greeting. */
  void begin(ClientExchange exchange);

  /** The URL of all media. */
  String aggregate();

  /** Whether the first transport was refused, and the other one not yet granted. */
  boolean turning();

  /** A packet came over the connection; lent. */
  void interleaved(int channel, byte[] buffer, int offset, int length);

  /** The connection takes bytes again, or does not for now. */
  void writable(boolean now);

  /** The other server describes what it sends anew. */
  void describedAnew(String sdp);

  /** What it means that something came that is no RTSP. */
  ClientFailure garbage(String why);

  /** While media flows: opens the ways through firewalls again. */
  void knock();

  /** While media flows, about four times a second; what has failed, or null. */
  @Nullable ClientFailure tick(long nowNanos);

  /** What went over the connection, or beside it. */
  Counts counts();

  /** Sends and takes no more media. Idempotent. */
  void close();

  /**
   * Media of one connection, or of several.
   *
   * @param packets of media
   * @param bytes of these
   * @param dropped packets of strangers, or on channels of nobody
   */
  record Counts(long packets, long bytes, long dropped) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts and(Counts more) {
      return new Counts(packets + more.packets, bytes + more.bytes, dropped + more.dropped);
    }
  }
}
