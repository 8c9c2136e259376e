package org.wcs.ejb.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.hls.HlsStatistics;
import org.wcs.net.LanePorts;
import org.wcs.rtmp.RtmpSnapshot;
import org.wcs.rtsp.RtspSnapshot;
import org.wcs.transcode.Transcoders;

/**
 * The whole server at one moment; frozen.
 *
 * @param version of the server
 * @param startedMillis when it started, Unix time
 * @param uptimeSeconds since then
 * @param machine the process and its machine
 * @param clients who is connected
 * @param network sums over all media ports since they were opened
 * @param protocols what goes on beside WebRTC
 * @param streams everything published, by name
 */
public record ServerStatus(
    String version,
    long startedMillis,
    long uptimeSeconds,
    Machine machine,
    Clients clients,
    LanePorts.Counters network,
    Protocols protocols,
    List<StreamRow> streams) {

  /** Copies the list. */
  public ServerStatus {
    streams = List.copyOf(streams);
  }

  /**
   * The process and its machine.
   *
   * @param cpu share of all processors that this process used lately, 0 to 1
   * @param processors how many there are
   * @param heapUsedBytes heap in use
   * @param heapMaxBytes most heap there can be
   */
  public record Machine(double cpu, int processors, long heapUsedBytes, long heapMaxBytes) {}

  /**
   * Who is connected.
   *
   * @param sessions open signalling sockets
   * @param resumable sessions without a socket that may come back
   * @param publishers streams being published, by whatever protocol
   * @param viewers streams being played, by whatever protocol
   * @param peers media connections of any kind
   * @param slowReaders clients given up since the start because they read too slowly
   */
  public record Clients(
      int sessions, int resumable, int publishers, int viewers, int peers, long slowReaders) {}

  /**
   * One stream.
   *
   * @param name its name
   * @param publisher the session that publishes it
   * @param protocol how it comes in
   * @param live whether its publisher is connected
   * @param viewers how many play it
   * @param createdMillis when it was asked for, Unix time
   * @param media what it carries
   * @param figures numbers of its video, and bits of audio and video together
   */
  public record StreamRow(
      String name,
      String publisher,
      String protocol,
      boolean live,
      int viewers,
      long createdMillis,
      StreamStatus.Media media,
      SessionEvent.Figures figures) {}

  /**
   * What goes on beside WebRTC.
   *
   * @param rtmp clients of RTMP, in and out
   * @param rtsp clients of RTSP, in and out, and cameras
   * @param hls playlists and segments
   * @param transcoding what is decoded and encoded
   */
  public record Protocols(
      RtmpSnapshot.Totals rtmp, Rtsp rtsp, HlsStatistics hls, Transcoding transcoding) {

    /** While all of it is closed. */
    public static final Protocols CLOSED =
        new Protocols(
            new RtmpSnapshot.Totals(0, 0, 0, 0, 0, 0, 0, 0),
            Rtsp.CLOSED,
            new HlsStatistics(0, 0, 0, 0, 0, 0, 0, 0),
            new Transcoding(false, new Transcoders.Counts(0, 0, 0, 0), 0));
  }

  /**
   * RTSP.
   *
   * @param totals sums over all clients
   * @param port that is open; 0 if none is
   * @param tlsPort that is open; 0 if none is
   * @param cameras streams that are fetched, or could not be
   */
  public record Rtsp(RtspSnapshot.Totals totals, int port, int tlsPort, List<PullStatus> cameras) {

    /** While its ports are closed. */
    public static final Rtsp CLOSED = new Rtsp(RtspSnapshot.Totals.NONE, 0, 0, List.of());

    /** Copies the list. */
    public Rtsp {
      cameras = List.copyOf(cameras);
    }
  }

  /**
   * What is decoded and encoded now.
   *
   * @param available whether this machine's codec library has been loaded
   * @param atWork codecs at work
   * @param skipped units that they have left out for lack of time or of a key frame
   */
  public record Transcoding(boolean available, Transcoders.Counts atWork, long skipped) {}

  /** What the media side adds to the picture. */
  public interface MediaSide {
    /** Open connections of any kind. */
    int peers();

    /** Sums over all media ports; null while they are closed. */
    LanePorts.@Nullable Counters counters();
  }
}
