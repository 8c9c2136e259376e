package org.wcs.config;

import java.time.Duration;

/**
 * Signalling over WebSocket.
 *
 * @param keepAlive how a dead client is noticed
 * @param limits what one client, and all of them together, may ask for
 * @param session what one session may hold
 * @param resumeTimeout how long a session that asked for keep-alive survives its socket
 */
public record SignallingConfig(
    KeepAlive keepAlive, Limits limits, PerSession session, Duration resumeTimeout) {

  /** Which kind of ping the server sends. */
  public enum Ping {
    /** A text frame with a {@code ping} message. */
    HIGH_LEVEL,
    /** A WebSocket control frame (RFC 6455 section 5.5.2). */
    INTERNAL,
    /** No ping at all. */
    NONE
  }

  /**
   * Pings from the server.
   *
   * @param ping their kind
   * @param interval between two pings
   * @param probes unanswered pings after which the socket is closed
   */
  public record KeepAlive(Ping ping, Duration interval, int probes) {
    static KeepAlive from(Settings settings) {
      return new KeepAlive(
          settings.oneOf("keep_alive.algorithm", Ping.HIGH_LEVEL),
          settings.duration(
              "keep_alive.server_interval", "5000", Duration.ofMillis(100), Duration.ofMinutes(10)),
          settings.integer("keep_alive.probes", 10, 1, 1_000));
    }
  }

  /**
   * What one client, and all of them together, may ask for.
   *
   * @param maxTextBytes largest text frame
   * @param maxMessagesPerSecond above it the session ends
   * @param maxSessions open sockets; further ones are refused
   * @param connectionTimeout a socket without a {@code connection} message is closed after it
   * @param maxClientLogBytes largest client log taken from one session
   */
  public record Limits(
      int maxTextBytes,
      int maxMessagesPerSecond,
      int maxSessions,
      Duration connectionTimeout,
      int maxClientLogBytes) {
    static Limits from(Settings settings) {
      return new Limits(
          settings.integer("ws.max_text_size", 1 << 20, 1_024, 1 << 28),
          settings.integer("ws.max_messages_per_second", 500, 1, 1_000_000),
          settings.integer("ws.max_sessions", 10_000, 1, 10_000_000),
          settings.duration(
              "ws.connection_timeout", "30s", Duration.ofSeconds(1), Duration.ofHours(1)),
          settings.integer("client_log_max_size", 1 << 20, 0, 1 << 30));
    }
  }

  /**
   * What one session may hold.
   *
   * @param maxStreams streams published and played at once
   * @param maxMalformed messages that are not understood, after which the session ends
   * @param maxBacklog messages that wait for their turn, after which the session ends
   * @param maxOutboxMessages messages that wait to be sent, after which the session ends
   * @param maxOutboxCharacters the same in characters
   * @param maxStreamName longest stream name in characters
   * @param maxOfferBytes largest offer taken by WHIP and WHEP
   */
  public record PerSession(
      int maxStreams,
      int maxMalformed,
      int maxBacklog,
      int maxOutboxMessages,
      int maxOutboxCharacters,
      int maxStreamName,
      int maxOfferBytes) {
    static PerSession from(Settings settings) {
      return new PerSession(
          settings.integer("ws.max_streams_per_session", 256, 1, 100_000),
          settings.integer("ws.max_malformed_messages", 20, 0, 1_000_000),
          settings.integer("ws.max_backlog", 1_024, 1, 1_000_000),
          settings.integer("ws.max_outbox_messages", 2_048, 16, 1_000_000),
          settings.integer("ws.max_outbox_size", 8 << 20, 1 << 16, 1 << 30),
          settings.integer("stream_name_max_length", 1_024, 1, 65_536),
          settings.integer("whip.max_offer_size", 1 << 18, 1_024, 1 << 24));
    }
  }

  static SignallingConfig from(Settings settings) {
    return new SignallingConfig(
        KeepAlive.from(settings),
        Limits.from(settings),
        PerSession.from(settings),
        settings.duration("ws.resume_timeout", "1h", Duration.ZERO, Duration.ofDays(7)));
  }
}
