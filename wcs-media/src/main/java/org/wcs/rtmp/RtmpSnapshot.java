package org.wcs.rtmp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wcs.stream.Course;

/**
 * The numbers of RTMP at one moment; those of sessions are at most a second old.
 *
 * @param sessions clients of the server
 * @param totals sums over all of them, and over those that have left
 */
public record RtmpSnapshot(List<Session> sessions, Totals totals) {

  public RtmpSnapshot {
    sessions = List.copyOf(sessions);
  }

  /**
   * Sums.
   *
   * @param sessions open now
   * @param publishers streams that come in now, pulled ones included
   * @param players streams that go out to players now
   * @param pushes streams that are sent to other servers now
   * @param accepted sessions since the start
   * @param bytesIn received since the start
   * @param bytesOut sent since the start
   * @param skipped messages left out because players were behind, since the start
   */
  public record Totals(
      int sessions,
      int publishers,
      int players,
      int pushes,
      long accepted,
      long bytesIn,
      long bytesOut,
      long skipped) {}

  /**
   * One client.
   *
   * @param peer who it is
   * @param startedNanos lane time since which it is here
   * @param bytesIn received from it
   * @param bytesOut sent to it
   * @param skipped messages left out because it was behind, of streams that are over too
   */
  public record Session(
      RtmpPeer peer,
      long startedNanos,
      long bytesIn,
      long bytesOut,
      long skipped,
      List<Stream> streams) {

    static final Session NONE =
        new Session(
            new RtmpPeer(
                "", InetSocketAddress.createUnresolved("", 0), "", "", "", 0, Map.of(), Set.of()),
            0,
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
   * @param frames that came in, or messages that went out
   * @param bytes of these
   * @param skipped messages left out because the player was behind
   * @param course since when, and what flows to a player
   */
  public record Stream(
      String mediaSessionId,
      String name,
      boolean publishing,
      long frames,
      long bytes,
      long skipped,
      Course course) {}
}
