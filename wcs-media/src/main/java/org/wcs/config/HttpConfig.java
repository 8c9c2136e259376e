package org.wcs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listeners of the web container.
 *
 * @param ports the port table
 * @param address local address of the public listeners
 * @param metricsAddress local address of the metrics listener
 * @param maxEntityBytes largest request body
 * @param iceServers STUN and TURN URLs handed to WHIP and WHEP clients
 * @param accessControl pages of which origins may use what is served here
 */
public record HttpConfig(
    Ports ports,
    String address,
    String metricsAddress,
    int maxEntityBytes,
    List<String> iceServers,
    AccessControl accessControl) {
  public HttpConfig {
    iceServers = List.copyOf(iceServers);
  }

  /**
   * One port for each kind of client.
   *
   * @param ws signalling
   * @param wss signalling over TLS
   * @param http console, REST, WHIP, WHEP
   * @param https the same over TLS
   * @param hls playlists and segments
   * @param hlsHttps the same over TLS
   * @param cdn links between nodes
   * @param metrics figures for monitoring
   */
  public record Ports(
      int ws, int wss, int http, int https, int hls, int hlsHttps, int cdn, int metrics) {
    public Ports {
      Map<Integer, String> taken = new LinkedHashMap<>();
      once(taken, "ws.port", ws);
      once(taken, "wss.port", wss);
      once(taken, "http.port", http);
      once(taken, "https.port", https);
      once(taken, "hls.port", hls);
      once(taken, "hls.https.port", hlsHttps);
      once(taken, "cdn_port", cdn);
      once(taken, "metrics.port", metrics);
    }

    private static void once(Map<Integer, String> taken, String key, int port) {
      String other = taken.putIfAbsent(port, key);
      if (other != null) {
        throw new IllegalArgumentException(key + "=" + port + " is already taken by " + other);
      }
    }

    static Ports from(Settings settings) {
      return new Ports(
          settings.port("ws.port", 8080),
          settings.port("wss.port", 8443),
          settings.port("http.port", 8081),
          settings.port("https.port", 8444),
          settings.port("hls.port", 8082),
          settings.port("hls.https.port", 8445),
          settings.port("cdn_port", 8084),
          settings.port("metrics.port", 7777));
    }
  }

  /**
   * One origin, or {@code *} for all of them.
   *
   * @param restOrigin may call the REST API
   * @param hlsOrigin may fetch playlists and segments
   */
  public record AccessControl(String restOrigin, String hlsOrigin) {
    static AccessControl from(Settings settings) {
      return new AccessControl(
          settings.text("rest_access_control_allow_origin", "*"),
          settings.text("hls_access_control_allow_origin", "*"));
    }
  }

  static HttpConfig from(Settings settings) {
    return new HttpConfig(
        settings.section(Ports::from),
        settings.text("bind.address", "0.0.0.0"),
        settings.text("metrics.address", "127.0.0.1"),
        settings.integer("http.max_entity_size", 10 << 20, 1_024, 1 << 30),
        settings.list("ice_servers", ""),
        settings.section(AccessControl::from));
  }
}
