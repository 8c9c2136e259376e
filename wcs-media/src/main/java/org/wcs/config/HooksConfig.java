package org.wcs.config;

import java.time.Duration;

/**
 * Calls to the backends of applications.
 *
 * @param disabled whether no backend is called at all
 * @param timeout for one call; zero means no limit
 * @param maxConnections calls under way at once
 * @param signing how calls prove that they come from this server
 * @param answers what is made of answers
 * @param keepAlive calls that tell of streams that live
 */
public record HooksConfig(
    boolean disabled,
    Duration timeout,
    int maxConnections,
    Signing signing,
    Answers answers,
    KeepAlive keepAlive) {

  /**
   * A hash over the body (RFC 2104 with MD5) in the {@code Authorization} header.
   *
   * @param enabled whether it is sent
   * @param secret the key that both sides share
   */
  public record Signing(boolean enabled, Secret secret) {
    public Signing {
      if (enabled && secret.value().isEmpty()) {
        throw new IllegalArgumentException("rest_hook_send_hash=true needs rest_hook_secret_key");
      }
    }

    static Signing from(Settings settings) {
      return new Signing(
          settings.flag("rest_hook_send_hash", false), settings.secret("rest_hook_secret_key", ""));
    }
  }

  /**
   * What is made of answers.
   *
   * @param maxBytes largest answer read; a larger one is an error
   * @param refuseOn403 whether 403 refuses even where the application has not set FAIL
   * @param maxWaiting calls that wait in one session; further events are dropped and counted
   */
  public record Answers(int maxBytes, boolean refuseOn403, int maxWaiting) {
    static Answers from(Settings settings) {
      return new Answers(
          settings.integer("rest_hook_max_answer_size", 1 << 20, 1_024, 1 << 26),
          settings.flag("rest_hook_refuse_on_403", false),
          settings.integer("rest_hook_max_waiting", 1_024, 1, 1_000_000));
    }
  }

  /**
   * Calls that tell of streams that live.
   *
   * @param enabled whether they are made
   * @param interval between two of them for one stream
   */
  public record KeepAlive(boolean enabled, Duration interval) {
    static KeepAlive from(Settings settings) {
      return new KeepAlive(
          settings.flag("keep_alive_streaming_sessions_enabled", false),
          settings.duration(
              "keep_alive_streaming_sessions_interval",
              "30s",
              Duration.ofSeconds(1),
              Duration.ofHours(24)));
    }
  }

  static HooksConfig from(Settings settings) {
    return new HooksConfig(
        settings.flag("disable_rest_requests", false),
        Duration.ofSeconds(settings.integer("rest_request_timeout", 15, 0, 3_600)),
        settings.integer("rest_max_connections", 200, 1, 100_000),
        settings.section(Signing::from),
        settings.section(Answers::from),
        settings.section(KeepAlive::from));
  }
}
