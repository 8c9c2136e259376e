package org.wcs.config;

import java.time.Duration;

/**
 * The REST API.
 *
 * @param open whether it asks nobody for a password
 * @param headers what pages of other origins are told
 * @param maxBodyBytes largest body of a request
 * @param snapshot pictures taken of streams
 */
public record RestConfig(boolean open, Headers headers, int maxBodyBytes, Snapshot snapshot) {

  /**
   * What pages of other origins are told (Fetch standard, CORS protocol).
   *
   * @param allowHeaders request headers they may send
   * @param allowMethods methods they may use
   * @param instead complete response headers in the place of these, separated by semicolons; empty
   *     for none
   */
  public record Headers(String allowHeaders, String allowMethods, String instead) {
    static Headers from(Settings settings) {
      return new Headers(
          settings.text("rest_access_control_allow_headers", "content-type,x-requested-with"),
          settings.text("rest_access_control_allow_methods", "POST"),
          settings.text("rest_access_control_headers", ""));
    }
  }

  /**
   * Pictures taken of streams, and put in the place of others.
   *
   * @param patience longest time that one may take
   * @param attempts how often it is looked for in that time
   * @param injectMillis how long viewers see the former picture while a stream that is put in its
   *     place has no key frame yet; -1 until it comes
   */
  public record Snapshot(Duration patience, int attempts, int injectMillis) {
    static Snapshot from(Settings settings) {
      return new Snapshot(
          settings.duration(
              "snapshot_taking_interval_ms", "3000", Duration.ofMillis(100), Duration.ofMinutes(1)),
          settings.integer("snapshot_taking_attempts", 30, 1, 1_000),
          settings.integer("inject_wait_keyframe_ms", 1_000, -1, 60_000));
    }
  }

  static RestConfig from(Settings settings) {
    return new RestConfig(
        settings.flag("disable_rest_auth", true),
        settings.section(Headers::from),
        settings.integer("rest_max_body_size", 1 << 16, 1_024, 1 << 26),
        settings.section(Snapshot::from));
  }
}
