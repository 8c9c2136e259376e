package org.wcs.config;

import java.time.Duration;

/**
 * RTMP, both as server and as client.
 *
 * @param listen the ports
 * @param timeouts how long silence is borne
 * @param ingest streams that are published or pulled
 * @param delivery streams that are played or pushed
 * @param client connections to other servers
 */
public record RtmpConfig(
    Listen listen, Timeouts timeouts, Ingest ingest, Delivery delivery, Client client) {

  /**
   * The server's ports and what one client may use.
   *
   * @param port plain RTMP; 0 switches it off
   * @param tlsPort RTMP over TLS; 0 switches it off
   * @param maxConnections connections at once; more are refused
   * @param maxConnectionsPerAddress connections at once from one address; 0 means any number
   * @param maxStreams streams that one connection may create
   * @param maxMessageBytes a longer message ends the connection
   */
  public record Listen(
      int port,
      int tlsPort,
      int maxConnections,
      int maxConnectionsPerAddress,
      int maxStreams,
      int maxMessageBytes) {
    static Listen from(Settings settings) {
      return new Listen(
          settings.integer("rtmp.port", 1_935, 0, 65_535),
          settings.integer("rtmps.port", 0, 0, 65_535),
          settings.integer("rtmp.max_connections", 10_000, 1, 1_000_000),
          settings.integer("rtmp.max_connections_per_address", 0, 0, 1_000_000),
          settings.integer("rtmp.max_streams_per_connection", 32, 1, 1_024),
          settings.integer("rtmp.max_message_size", 16 << 20, 65_536, 256 << 20));
    }
  }

  /**
   * How long silence is borne.
   *
   * @param handshake from the connection to an accepted {@code connect}
   * @param command from there to the first {@code publish} or {@code play}, and between two of them
   * @param ping silence after which a client is asked whether it is alive
   * @param idle silence after which a client is given up
   * @param read the operator's own limit of silence; zero means none
   * @param write how long a client may take nothing at all of what is sent; zero means no limit
   */
  public record Timeouts(
      Duration handshake,
      Duration command,
      Duration ping,
      Duration idle,
      Duration read,
      Duration write) {
    public Timeouts {
      if (ping.compareTo(idle) >= 0) {
        throw new IllegalArgumentException(
            "rtmp.ping_interval="
                + ping.toMillis()
                + " must be less than rtmp.idle_timeout="
                + idle.toMillis());
      }
    }

    static Timeouts from(Settings settings) {
      Duration handshake =
          settings.duration("rtmp.handshake_timeout", "10s", seconds(1), seconds(600));
      Duration command =
          settings.duration("rtmp.command_timeout", "30s", seconds(1), seconds(3_600));
      Duration ping = settings.duration("rtmp.ping_interval", "20s", seconds(1), seconds(3_600));
      Duration idle = settings.duration("rtmp.idle_timeout", "60s", seconds(2), seconds(7_200));
      boolean own = settings.flag("rtmp.use_server_socket_timeout", false);
      int read = settings.integer("rtmp.server_read_socket_timeout", 120, 0, 86_400);
      int write = settings.integer("rtmp.server_write_socket_timeout", 120, 0, 86_400);
      return new Timeouts(
          handshake, command, ping, idle, seconds(own ? read : 0), seconds(own ? write : 0));
    }
  }

  /**
   * Streams that come in.
   *
   * @param codecWait how long a stream that has one kind of media waits for the other
   * @param gap how long a stream whose publisher lost its link waits for it to come back
   * @param mediaTimeout a publisher that sends no media for this long has failed
   * @param audioTolerance sound is counted in samples while its timestamps are off by no more
   * @param cacheBytes bytes of one track kept for viewers to come
   * @param cacheTime the longest time kept for viewers to come
   */
  public record Ingest(
      Duration codecWait,
      Duration gap,
      Duration mediaTimeout,
      Duration audioTolerance,
      int cacheBytes,
      Duration cacheTime) {
    static Ingest from(Settings settings) {
      return new Ingest(
          settings.duration("rtmp.codec_wait", "1s", Duration.ZERO, seconds(30)),
          settings.duration("rtmp.publisher_gap", "5s", Duration.ZERO, seconds(600)),
          settings.duration("rtmp.media_timeout", "60s", seconds(1), seconds(86_400)),
          settings.duration("rtmp.audio_tolerance", "70ms", Duration.ZERO, seconds(1)),
          settings.integer("rtmp.gop_cache_size", 16 << 20, 0, 1 << 30),
          settings.duration("rtmp.gop_cache_time", "20s", Duration.ZERO, seconds(300)));
    }
  }

  /**
   * Streams that go out.
   *
   * @param playWait how long a player waits for a stream that is not there
   * @param maxDelay a player that is behind by more skips to a key frame
   * @param minUnsentBytes below this no player skips
   * @param maxUnsentBytes above this every player skips
   * @param burstWindow under load, how long what goes to one player may be gathered before it
   *     leaves
   * @param sendBufferBytes socket send buffer; 0 leaves it to the kernel
   */
  public record Delivery(
      Duration playWait,
      Duration maxDelay,
      int minUnsentBytes,
      int maxUnsentBytes,
      Duration burstWindow,
      int sendBufferBytes) {
    public Delivery {
      if (minUnsentBytes > maxUnsentBytes) {
        throw new IllegalArgumentException(
            "rtmp.player_min_unsent="
                + minUnsentBytes
                + " must not exceed rtmp.player_max_unsent="
                + maxUnsentBytes);
      }
    }

    static Delivery from(Settings settings) {
      return new Delivery(
          settings.duration("rtmp.play_wait", "10s", Duration.ZERO, seconds(3_600)),
          settings.duration("rtmp.player_max_delay", "3s", Duration.ofMillis(100), seconds(60)),
          settings.integer("rtmp.player_min_unsent", 262_144, 1_024, 1 << 30),
          settings.integer("rtmp.player_max_unsent", 8 << 20, 65_536, 1 << 30),
          settings.duration("rtmp.burst_window", "30ms", Duration.ZERO, seconds(1)),
          settings.integer("rtmp.send_buffer_size", 0, 0, 1 << 30));
    }
  }

  /**
   * Connections to other servers.
   *
   * @param ports local ports to call from
   * @param connectTimeout for look-up, connection and TLS
   * @param answerTimeout for the handshake and for each command
   * @param retry what happens when a connection fails
   * @param push how pushed streams are named, and how this client introduces itself
   * @param trustAll whether other servers may show any certificate
   */
  public record Client(
      Ports ports,
      Duration connectTimeout,
      Duration answerTimeout,
      RetryConfig retry,
      Push push,
      boolean trustAll) {
    static Client from(Settings settings) {
      return new Client(
          settings.section(Ports::from),
          settings.duration("rtmp_client.connect_timeout", "10s", seconds(1), seconds(120)),
          settings.duration("rtmp_client.answer_timeout", "10s", seconds(1), seconds(120)),
          settings.section(from -> RetryConfig.from(from, "rtmp_client")),
          settings.section(Push::from),
          settings.flag("rtmp_client.trust_all", false));
    }
  }

  /**
   * Local ports of the client.
   *
   * @param from the first
   * @param to the last
   */
  public record Ports(int from, int to) {
    public Ports {
      if (from > to) {
        throw new IllegalArgumentException(
            "rtmp_client.port_from=" + from + " must not exceed rtmp_client.port_to=" + to);
      }
    }

    static Ports from(Settings settings) {
      return new Ports(
          settings.port("rtmp_client.port_from", 33_001),
          settings.port("rtmp_client.port_to", 34_000));
    }
  }

  /**
   * Pushed streams.
   *
   * @param prefix put before the name of a stream at the other server
   * @param fullUrl whether a target URL holds the name already
   * @param flashVersion how this client introduces itself
   */
  public record Push(String prefix, boolean fullUrl, String flashVersion) {
    static Push from(Settings settings) {
      return new Push(
          settings.text("rtmp_transponder_stream_name_prefix", "rtmp_"),
          settings.flag("rtmp_transponder_full_url", false),
          settings.text("rtmp_flash_ver_publisher", "LNX 76.219.189.0"));
    }
  }

  /** Where publishers and players connect; 0 if nowhere. */
  public int port() {
    return listen.port();
  }

  static RtmpConfig from(Settings settings) {
    return new RtmpConfig(
        settings.section(Listen::from),
        settings.section(Timeouts::from),
        settings.section(Ingest::from),
        settings.section(Delivery::from),
        settings.section(Client::from));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
