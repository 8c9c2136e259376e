package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wcs.ejb.live.LiveConnections;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.service.TranscoderService;
import org.wcs.ejb.stats.Health;
import org.wcs.ejb.stats.StatGroup;
import org.wcs.ejb.store.Apps;
import org.wcs.ejb.store.Users;
import org.wcs.stream.StreamHub;
import org.wcs.transcode.TrackSnapshot;

/**
 * What commands can do, and the services that do it. Any thread.
 *
 * @param store users and applications
 * @param streams what is published and played
 * @param connections who is connected
 * @param making streams made of others
 * @param reports what the server tells of itself
 * @param control the server as a whole
 * @param certificate reads the certificate again, and tells which it is
 */
public record Verbs(
    Store store,
    LiveStreams streams,
    LiveConnections connections,
    Making making,
    Reports reports,
    ServerControl control,
    Certificate certificate) {

  /**
   * Users and applications.
   *
   * @param users who may log in
   * @param apps backends of clients
   */
  public record Store(Users users, Apps apps) {}

  /**
   * Streams and what is made of them.
   *
   * @param hub all streams
   * @param transcoders streams made for operators
   * @param tracks what is decoded and encoded now
   */
  public record Making(
      StreamHub hub, TranscoderService transcoders, Supplier<List<TrackSnapshot>> tracks) {}

  /** What the server tells of itself. */
  public interface Reports {

    /** The server in short. */
    Summary summary();

    /** All statistics. */
    List<StatGroup> statistics();

    /** Whether the server works and takes clients. */
    Health health();

    /** The ports. */
    List<Port> ports();

    /** Settings in use, without passwords. */
    Map<String, String> settings();
  }

  /**
   * The server in short.
   *
   * @param version of the server
   * @param uptimeSeconds since it started
   * @param load of the machine
   * @param clients who is there
   */
  public record Summary(String version, long uptimeSeconds, Load load, Clients clients) {}

  /**
   * Load of the machine.
   *
   * @param cpu share of all processors that the server uses, 0 to 1
   * @param processors how many there are
   * @param heapUsedBytes heap in use
   * @param heapMaxBytes most heap there can be
   */
  public record Load(double cpu, int processors, long heapUsedBytes, long heapMaxBytes) {}

  /**
   * Who is there.
   *
   * @param sessions signalling sessions
   * @param publishers streams coming in
   * @param viewers streams going out
   */
  public record Clients(int sessions, int publishers, int viewers) {}

  /**
   * A port, or a range.
   *
   * @param name what it is for
   * @param address it is bound to
   * @param ports one number, or the first and the last of a range
   * @param protocol spoken there
   */
  public record Port(String name, String address, String ports, String protocol) {}

  /** Reads the certificate again. */
  public interface Certificate {

    /** Puts it to use; returns one line telling which it is. */
    String reload() throws IOException;
  }
}
