package org.wcs.ejb.hook;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;

/** The backends that are part of the server, by the URLs that mean them. Immutable; any thread. */
public final class LocalBackends {

  /** Allows everything: the answer is what was asked. */
  public static final LocalBackend ECHO = (method, object) -> LocalBackend.Reply.ok(object);

  private static final String FOLDER = "/apps/";
  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

  private final int httpPort;
  private final int httpsPort;
  private final Map<String, LocalBackend> byName;

  /**
   * Makes the table.
   *
   * @param ports of the server
   * @param byName as in {@code http://localhost:8081/apps/NAME}
   */
  public LocalBackends(HttpConfig.Ports ports, Map<String, LocalBackend> byName) {
    this.httpPort = ports.http();
    this.httpsPort = ports.https();
    this.byName = Map.copyOf(byName);
  }

  /** The backend that this URL of an application means, null if it is somebody else's. */
  @Nullable LocalBackend at(String url) {
    URI uri = URI.create(url);
    String host = uri.getHost();
    String path = uri.getPath();
    if (host == null || path == null || !THIS_HOST.contains(host) || !path.startsWith(FOLDER)) {
      return null;
    }
    int ours = "https".equalsIgnoreCase(uri.getScheme()) ? httpsPort : httpPort;
    String name = path.substring(FOLDER.length());
    return uri.getPort() == ours
        ? byName.get(name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
        : null;
  }
}
