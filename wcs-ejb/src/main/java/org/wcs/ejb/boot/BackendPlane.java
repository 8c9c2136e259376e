package org.wcs.ejb.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wcs.config.MediaConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.Hooks;
import org.wcs.ejb.hook.LocalBackend;
import org.wcs.ejb.hook.LocalBackends;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.LoginService;
import org.wcs.ejb.store.SeedSettings;

/** Users, applications and calls to their backends. Any thread. */
public final class BackendPlane {

  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9]{32}");

  private final Database database;
  private final LoginService logins;
  private final Hooks hooks;
  private final String nodeId;
  private volatile LocalBackend rooms = LocalBackends.ECHO;

  /**
   * Opens the database of the data folder, or makes it.
   *
   * @param threads runs calls to backends, which block
   * @throws IllegalStateException if there is no database that can be used; the message tells
   *     people why
   */
  BackendPlane(WcsConfig config, Executor threads) {
    Path folder = Path.of(config.server().data(), "conf");
    try {
      database =
          Database.open(
              folder.resolve("database.yml"),
              new SeedSettings(config.http().ports().http(), HookMethod.wireNames()));
      nodeId = nodeId(folder.resolve("node.id"), host(config.media()));
    } catch (IOException e) {
      throw new IllegalStateException("WCS does not start. " + e.getMessage(), e);
    }
    logins =
        new LoginService(database.users(), config.operations().shell().login(), System::nanoTime);
    hooks =
        new Hooks(
            config.operations().hooks(),
            database.apps(),
            new LocalBackends(
                config.http().ports(),
                Map.of(
                    "EchoApp",
                    LocalBackends.ECHO,
                    "RoomApp",
                    (method, object) -> rooms.answer(method, object))),
            nodeId,
            threads,
            System::nanoTime);
  }

  /** Users and applications. */
  public Database database() {
    return database;
  }

  /** Checks passwords. */
  public LoginService logins() {
    return logins;
  }

  /** Calls to backends. */
  public Hooks hooks() {
    return hooks;
  }

  /** What backends know this server by; the same after a restart. */
  public String nodeId() {
    return nodeId;
  }

  /** Who answers for {@code roomApp}. */
  void rooms(LocalBackend backend) {
    rooms = backend;
  }

  void close() {
    hooks.close();
  }

  private static String host(MediaConfig media) {
    return Stream.of(media.ip(), media.ipLocal())
        .flatMap(List::stream)
        .findFirst()
        .orElseGet(() -> InetAddress.getLoopbackAddress().getHostAddress());
  }

  private static String nodeId(Path file, String host) throws IOException {
    String known = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!NODE.matcher(known).matches()) {
      known = UUID.randomUUID().toString().replace("-", "");
      Files.write(file, (known + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return known + "@" + host;
  }
}
