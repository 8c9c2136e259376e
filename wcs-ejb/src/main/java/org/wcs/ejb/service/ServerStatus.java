package org.wcs.ejb.service;

import java.util.List;
import java.util.Map;
import org.wcs.ejb.hook.HookSnapshot;
import org.wcs.ejb.live.LiveStream;
import org.wcs.hls.HlsStatistics;
import org.wcs.meter.DurationHistogram;
import org.wcs.net.ByteNetwork;
import org.wcs.net.LanePorts;
import org.wcs.rtmp.RtmpSnapshot;
import org.wcs.rtsp.RtspSnapshot;
import org.wcs.stream.PlayStarts;
import org.wcs.transcode.TrackSnapshot;
import org.wcs.transcode.Transcoders;
import org.wcs.webrtc.PeerTotals;

/**
 * The whole server at one moment; frozen.
 *
 * @param server which one, and since when
 * @param machine the process and its machine
 * @param clients who is connected
 * @param network sockets and ports
 * @param protocols what goes on in each of them
 * @param hooks calls to the backends of applications
 * @param starts how long players waited for their first picture
 * @param streams everything published, by name
 */
public record ServerStatus(
    Server server,
    Machine machine,
    Clients clients,
    Network network,
    Protocols protocols,
    HookSnapshot hooks,
    Map<PlayStarts.Way, DurationHistogram.Snapshot> starts,
    List<StreamRow> streams) {

  /** Copies what could change. */
  public ServerStatus {
    starts = Map.copyOf(starts);
    streams = List.copyOf(streams);
  }

  /** Of the server. */
  public String version() {
    return server.version();
  }

  /** When it started, Unix time. */
  public long startedMillis() {
    return server.startedMillis();
  }

  /** Since then. */
  public long uptimeSeconds() {
    return (server.seenMillis() - server.startedMillis()) / 1_000;
  }

  /**
   * Which server it is.
   *
   * @param version of the application
   * @param nodeId its name among others
   * @param startedMillis when it started, Unix time
   * @param seenMillis the moment of this picture, Unix time
   * @param ready whether all ports are open
   */
  public record Server(
      String version, String nodeId, long startedMillis, long seenMillis, boolean ready) {}

  /**
   * The process and its machine.
   *
   * @param cpu share of all processors that this process used lately, 0 to 1
   * @param processors how many there are
   * @param heapUsedBytes heap in use
   * @param heapMaxBytes most heap there can be
   * @param jvm the rest of the virtual machine
   * @param host what the process runs on
   * @param threads what groups of threads have done
   */
  public record Machine(
      double cpu,
      int processors,
      long heapUsedBytes,
      long heapMaxBytes,
      Jvm jvm,
      Host host,
      List<ThreadGroup> threads) {

    /** Copies the list. */
    public Machine {
      threads = List.copyOf(threads);
    }
  }

  /**
   * The virtual machine.
   *
   * @param threads platform threads
   * @param blockedThreads those of them that wait for a monitor
   * @param heapCommittedBytes heap taken from the system
   * @param otherUsedBytes memory outside the heap that the virtual machine accounts for
   * @param classes loaded now
   * @param collections of garbage, since the start
   * @param collectionSeconds time these took, since the start
   */
  public record Jvm(
      int threads,
      int blockedThreads,
      long heapCommittedBytes,
      long otherUsedBytes,
      int classes,
      long collections,
      double collectionSeconds) {}

  /**
   * What the process runs on; 0 for what the system does not tell.
   *
   * @param architecture of the processor
   * @param cpu share of all processors in use lately, 0 to 1
   * @param loadAverage of the last minute
   * @param memory main memory
   * @param swap memory on disk
   * @param openFiles descriptors of the process, sockets among them
   * @param maxFiles how many it may have
   */
  public record Host(
      String architecture,
      double cpu,
      double loadAverage,
      Memory memory,
      Memory swap,
      long openFiles,
      long maxFiles) {}

  /**
   * Memory of the machine.
   *
   * @param totalBytes all there is
   * @param freeBytes what nobody uses
   */
  public record Memory(long totalBytes, long freeBytes) {}

  /**
   * Threads that do the same.
   *
   * @param name of the group
   * @param threads how many there are now
   * @param cpuSeconds processor time since the start
   */
  public record ThreadGroup(String name, int threads, double cpuSeconds) {}

  /**
   * Sockets and ports.
   *
   * @param media sums over all media ports since they were opened
   * @param rtmp connections of RTMP
   * @param rtsp connections of RTSP, and the UDP ports beside them
   * @param ports the media ports
   * @param cpuMicrosPerDatagram what a datagram that came or went through the media ports cost
   *     lately; 0 while there were none
   */
  public record Network(
      LanePorts.Counters media,
      ByteNetwork.Counters rtmp,
      ByteNetwork.Counters rtsp,
      MediaPorts ports,
      double cpuMicrosPerDatagram) {}

  /**
   * The range of media ports.
   *
   * @param free can be taken
   * @param busy in use
   * @param resting given back lately
   */
  public record MediaPorts(int free, int busy, int resting) {}

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
   * @param figures its numbers
   */
  public record StreamRow(
      String name,
      String publisher,
      String protocol,
      boolean live,
      int viewers,
      long createdMillis,
      StreamStatus.Media media,
      Figures figures) {}

  /**
   * Numbers of a stream; those of its way are 0 where nobody tells them.
   *
   * @param bitsPerSecond of sound and pictures
   * @param framesPerSecond of the pictures
   * @param nacks packets asked for again
   * @param plis key frames asked for
   * @param lostPackets lost on the way to the server
   * @param width of the pictures
   * @param height of the pictures
   * @param syncMillis by how much the newest picture is younger than the newest sound
   */
  public record Figures(
      int bitsPerSecond,
      int framesPerSecond,
      long nacks,
      long plis,
      long lostPackets,
      int width,
      int height,
      long syncMillis) {}

  /**
   * What goes on in each protocol.
   *
   * @param webRtc connections of browsers
   * @param rtmp clients of RTMP, in and out
   * @param rtsp clients of RTSP, in and out, and cameras
   * @param hls playlists and segments
   * @param transcoding what is decoded and encoded
   */
  public record Protocols(
      PeerTotals webRtc,
      RtmpSnapshot.Totals rtmp,
      Rtsp rtsp,
      HlsStatistics hls,
      Transcoding transcoding) {

    /** While all of it is closed. */
    public static final Protocols CLOSED =
        new Protocols(
            PeerTotals.NONE,
            new RtmpSnapshot.Totals(0, 0, 0, 0, 0, 0, 0, 0),
            Rtsp.CLOSED,
            new HlsStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0),
            new Transcoding(false, new Transcoders.Counts(0, 0, 0, 0), 0, List.of()));
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
   * @param skipped units left out for lack of time or of a key frame, since the start
   * @param tracks what is made of which track
   */
  public record Transcoding(
      boolean available, Transcoders.Counts atWork, long skipped, List<TrackSnapshot> tracks) {

    /** Copies the list. */
    public Transcoding {
      tracks = List.copyOf(tracks);
    }
  }

  /** Where the picture comes from. Any thread. */
  public interface Sources {

    /** Whether all ports are open. */
    boolean ready();

    /** Open media connections of any kind. */
    int peers();

    /** Sockets and ports, but for what a datagram costs. */
    Network network();

    /** What goes on in each protocol. */
    Protocols protocols();

    /** Calls to backends. */
    HookSnapshot hooks();

    /** Everything that comes in and goes out. */
    List<LiveStream> live();
  }
}
