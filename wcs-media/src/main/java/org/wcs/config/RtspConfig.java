package org.wcs.config;

import java.time.Duration;
import java.util.List;

/**
 * RTSP, both as server and as client.
 *
 * @param listen the ports
 * @param session what one connection may cost, and how long silence is borne
 * @param access who may come in
 * @param ingest streams that are recorded or pulled
 * @param delivery streams that are played
 * @param client connections to cameras and other servers
 */
public record RtspConfig(
    Listen listen,
    Session session,
    Access access,
    Ingest ingest,
    Delivery delivery,
    Client client) {

  /**
   * The server's ports.
   *
   * @param port plain RTSP; 0 switches it off
   * @param fallbackPort opened where {@code port} may not be bound; 0 means none
   * @param tlsPort RTSP over TLS; 0 switches it off
   * @param maxConnections connections at once; more are refused
   * @param maxConnectionsPerAddress connections at once from one address; 0 means any number
   */
  public record Listen(
      int port, int fallbackPort, int tlsPort, int maxConnections, int maxConnectionsPerAddress) {
    static Listen from(Settings settings) {
      return new Listen(
          settings.integer("rtsp.port", 554, 0, 65_535),
          settings.integer("rtsp.fallback_port", 5_554, 0, 65_535),
          settings.integer("rtsps.port", 0, 0, 65_535),
          settings.integer("rtsp.max_connections", 10_000, 1, 1_000_000),
          settings.integer("rtsp.max_connections_per_address", 0, 0, 1_000_000));
    }
  }

  /**
   * What one connection may cost, and how long silence is borne.
   *
   * @param maxHeaderBytes a longer message head ends the connection
   * @param maxBodyBytes a longer body ends the connection
   * @param maxTracks media that one session may set up
   * @param maxSessions sessions of one connection
   * @param request from the connection to the first whole request, and for the rest of a request
   *     that has begun
   * @param idle silence after which a session ends; told to clients
   */
  public record Session(
      int maxHeaderBytes,
      int maxBodyBytes,
      int maxTracks,
      int maxSessions,
      Duration request,
      Duration idle) {
    static Session from(Settings settings) {
      return new Session(
          settings.integer("rtsp.max_header_size", 16_384, 1_024, 1 << 20),
          settings.integer("rtsp.max_body_size", 131_072, 1_024, 16 << 20),
          settings.integer("rtsp.max_tracks", 16, 2, 255),
          settings.integer("rtsp.max_sessions_per_connection", 8, 1, 1_024),
          settings.duration("rtsp.request_timeout", "10s", seconds(1), seconds(600)),
          settings.duration("rtsp.session_timeout", "60s", seconds(1), seconds(3_600)));
    }
  }

  /**
   * Who may come in.
   *
   * @param scheme how clients prove who they are
   * @param realm told to clients with the challenge
   * @param users each {@code user:password}, separated by commas
   * @param asked whether every player needs the consent of its application
   */
  public record Access(Scheme scheme, String realm, Secret users, boolean asked) {

    /** How clients prove who they are. */
    public enum Scheme {
      /** Everybody may come in. */
      NONE,
      /** The password itself; for ports with TLS. */
      BASIC,
      /** A digest of it, by SHA-256 or MD5 as the client can. */
      DIGEST
    }

    static Access from(Settings settings) {
      Access access =
          new Access(
              settings.oneOf("rtsp.auth", Scheme.NONE),
              settings.text("rtsp.realm", "WCS"),
              settings.secret("rtsp.users", ""),
              settings.flag("rtsp_server_auth_enabled", false));
      boolean paired =
          !access.users().value().isBlank()
              && List.of(access.users().value().split(",")).stream()
                  .allMatch(user -> user.indexOf(':') > 0);
      if (access.scheme() != Scheme.NONE && !paired) {
        settings.fault("rtsp.auth needs rtsp.users=user:password[,user:password]");
      }
      return access;
    }
  }

  /**
   * Streams that come in.
   *
   * @param codecWait how long a picture whose parameters are not told waits to bring them itself
   * @param gap how long a stream whose publisher lost its link waits for it to come back
   * @param mediaTimeout a publisher that sends no media for this long has failed
   * @param reorderWait how long frames wait for a packet that is missing
   * @param cacheBytes bytes of one track kept for viewers to come
   * @param cacheTime the longest time kept for viewers to come
   */
  public record Ingest(
      Duration codecWait,
      Duration gap,
      Duration mediaTimeout,
      Duration reorderWait,
      int cacheBytes,
      Duration cacheTime) {
    static Ingest from(Settings settings) {
      return new Ingest(
          settings.duration("rtsp.codec_wait", "3s", Duration.ZERO, seconds(60)),
          settings.duration("rtsp.publisher_gap", "5s", Duration.ZERO, seconds(600)),
          settings.duration("rtsp.media_timeout", "60s", seconds(1), seconds(86_400)),
          settings.duration("rtsp.reorder_wait", "200ms", Duration.ZERO, seconds(5)),
          settings.integer("rtsp.gop_cache_size", 16 << 20, 0, 1 << 30),
          settings.duration("rtsp.gop_cache_time", "20s", Duration.ZERO, seconds(300)));
    }
  }

  /**
   * Streams that go out.
   *
   * @param codecs what players are given as it is, by lower-case encoding name, the best first;
   *     others are transcoded to the first of their kind that can be made
   * @param udp whether players may ask for UDP
   * @param playWait how long a player waits for a stream, and for its first picture
   * @param queue when a player that is behind skips
   * @param burstWindow under load, how long what goes to one player may be gathered before it
   *     leaves
   * @param sendBufferBytes socket send buffer; 0 leaves it to the kernel
   */
  public record Delivery(
      List<String> codecs,
      boolean udp,
      Duration playWait,
      Queue queue,
      Duration burstWindow,
      int sendBufferBytes) {
    public Delivery {
      codecs = List.copyOf(codecs);
    }

    static Delivery from(Settings settings) {
      return new Delivery(
          settings.list(
              "rtsp.codecs",
              "h264,h265,vp8,vp9,av1,jpeg,"
                  + "mpeg4-generic,opus,pcma,pcmu,speex,g729,g722,g726,mpa"),
          settings.flag("rtsp.udp", true),
          settings.duration("rtsp.play_wait", "5s", Duration.ZERO, seconds(3_600)),
          settings.section(Queue::from),
          settings.duration("rtsp.burst_window", "30ms", Duration.ZERO, seconds(1)),
          settings.integer("rtsp.send_buffer_size", 0, 0, 1 << 30));
    }
  }

  /**
   * When a player over TCP that is behind skips to a key frame.
   *
   * @param maxDelay behind by more
   * @param minUnsentBytes never below this
   * @param maxUnsentBytes always above this
   */
  public record Queue(Duration maxDelay, int minUnsentBytes, int maxUnsentBytes) {
    public Queue {
      if (minUnsentBytes > maxUnsentBytes) {
        throw new IllegalArgumentException(
            "rtsp.player_min_unsent="
                + minUnsentBytes
                + " must not exceed rtsp.player_max_unsent="
                + maxUnsentBytes);
      }
    }

    static Queue from(Settings settings) {
      return new Queue(
          settings.duration("rtsp.player_max_delay", "3s", Duration.ofMillis(100), seconds(60)),
          settings.integer("rtsp.player_min_unsent", 262_144, 1_024, 1 << 30),
          settings.integer("rtsp.player_max_unsent", 8 << 20, 65_536, 1 << 30));
    }
  }

  /**
   * Connections to cameras and other servers.
   *
   * @param local where they come from
   * @param interleaved whether media comes over the TCP connection first; else UDP first
   * @param fallback whether the other way is tried where the first is refused or stays silent
   * @param waits how long the other side may take
   * @param retry what happens when a connection fails
   * @param redirects how many redirects are followed
   * @param trustAll whether other servers may show any certificate
   */
  public record Client(
      Local local,
      boolean interleaved,
      boolean fallback,
      Waits waits,
      RetryConfig retry,
      int redirects,
      boolean trustAll) {
    static Client from(Settings settings) {
      return new Client(
          settings.section(Local::from),
          settings.flag("rtsp_interleaved_mode", true),
          settings.flag("rtsp_client.transport_fallback", true),
          settings.section(Waits::from),
          settings.section(from -> RetryConfig.from(from, "rtsp_client")),
          settings.integer("rtsp_client.max_redirects", 5, 0, 100),
          settings.flag("rtsp_client.trust_all", false));
    }
  }

  /**
   * Where connections of the client come from.
   *
   * @param address a host name or address of this machine; empty for any
   * @param portFrom the first local port
   * @param portTo the last local port
   */
  public record Local(String address, int portFrom, int portTo) {
    public Local {
      if (portFrom > portTo) {
        throw new IllegalArgumentException(
            "rtsp_client.port_from=" + portFrom + " must not exceed rtsp_client.port_to=" + portTo);
      }
    }

    static Local from(Settings settings) {
      return new Local(
          settings.text("rtsp_client_address", ""),
          settings.port("rtsp_client.port_from", 32_000),
          settings.port("rtsp_client.port_to", 32_999));
    }
  }

  /**
   * How long the other side may take.
   *
   * @param connect for look-up, connection and TLS
   * @param answer for each request
   * @param media for the first media, and between two packets of it
   * @param idle how long a stream that was fetched for its viewers stays without one
   */
  public record Waits(Duration connect, Duration answer, Duration media, Duration idle) {
    static Waits from(Settings settings) {
      return new Waits(
          settings.duration("rtsp_client.connect_timeout", "10s", seconds(1), seconds(120)),
          settings.duration("rtsp_client.answer_timeout", "10s", seconds(1), seconds(120)),
          settings.duration("rtsp_client.media_timeout", "10s", seconds(1), seconds(600)),
          settings.duration("rtsp_client.idle_timeout", "10s", seconds(0), seconds(86_400)));
    }
  }

  static RtspConfig from(Settings settings) {
    return new RtspConfig(
        settings.section(Listen::from),
        settings.section(Session::from),
        settings.section(Access::from),
        settings.section(Ingest::from),
        settings.section(Delivery::from),
        settings.section(Client::from));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
