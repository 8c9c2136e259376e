package org.wcs.rtsp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.wcs.stream.Course;

/**
 * The numbers of RTSP at one moment; those of sessions are at most a second old.
 *
 * @param sessions connections of clients of the server
 * @param totals sums over all of them, and over those that have left
 */
public record RtspSnapshot(List<Session> sessions, Totals totals) {

  public RtspSnapshot {
    sessions = List.copyOf(sessions);
  }

  /**
   * Sums.
   *
   * @param sessions connections open now
   * @param publishers streams that are recorded now
   * @param players streams that go out to players now
   * @param pulls streams that are fetched from other servers now
   * @param pushes streams that are sent to other servers now
   * @param accepted connections since the start
   * @param bytesIn received since the start
   * @param bytesOut sent since the start
   * @param skipped packets left out because players were behind, since the start
   * @param dropped packets that belonged to nobody, since the start
   */
  public record Totals(
      int sessions,
      int publishers,
      int players,
      int pulls,
      int pushes,
      long accepted,
      long bytesIn,
      long bytesOut,
      long skipped,
      long dropped) {

    /** Nothing at all. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * One connection.
   *
   * @param peer who it is
   * @param startedNanos lane time since which it is here
   * @param bytesIn received from it, UDP included
   * @param bytesOut sent to it, UDP included
   */
  public record Session(
      RtspPeer peer, long startedNanos, long bytesIn, long bytesOut, List<Stream> streams) {

    static final Session NONE =
        new Session(
            new RtspPeer("", InetSocketAddress.createUnresolved("", 0), "", "", Map.of()),
            0,
            0,
            0,
            List.of());

    public Session {
      streams = List.copyOf(streams);
    }
  }

  /**
   * One stream of a client.
   *
   * @param mediaSessionId the server's name for it
   * @param name of the stream
   * @param publishing whether it comes in; else it goes out
   * @param packets that came in or went out
   * @param bytes of these
   * @param skipped packets left out because the player was behind
   * @param transport {@code TCP} or {@code UDP}
   * @param course since when, and what flows to a player
   */
  public record Stream(
      String mediaSessionId,
      String name,
      boolean publishing,
      long packets,
      long bytes,
      long skipped,
      String transport,
      Course course) {}

  /**
   * One stream with its client, who may have lost his connection.
   *
   * @param peer whose it is
   */
  public record Owned(RtspPeer peer, Stream stream) {}
}
