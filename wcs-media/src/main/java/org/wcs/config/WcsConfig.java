package org.wcs.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Every setting of the server. Immutable; shared by all threads.
 *
 * @param server the process as a whole
 * @param http listeners of the web container
 * @param tls the server's certificate
 * @param signalling WebSocket sessions
 * @param media addresses and ports of media
 * @param net network loops
 * @param protocols the ways in and out
 * @param warnings one sentence for each unknown key of the file, to be logged at start
 */
public record WcsConfig(
    ServerConfig server,
    HttpConfig http,
    TlsConfig tls,
    SignallingConfig signalling,
    MediaConfig media,
    NetConfig net,
    ProtocolsConfig protocols,
    List<String> warnings) {
  public WcsConfig {
    warnings = List.copyOf(warnings);
  }

  /** How the server is administered and watched. */
  public OperationsConfig operations() {
    return server.operations();
  }

  /** WebRTC connections. */
  public WebRtcConfig webRtc() {
    return protocols.webRtc();
  }

  /** RTMP sessions. */
  public RtmpConfig rtmp() {
    return protocols.rtmp();
  }

  /** RTSP sessions. */
  public RtspConfig rtsp() {
    return protocols.rtsp();
  }

  /** Playlists and segments. */
  public HlsConfig hls() {
    return protocols.hls();
  }

  /** Codecs between publishers and viewers. */
  public TranscodeConfig transcode() {
    return protocols.transcode();
  }

  /** The settings of a server that nobody has configured. */
  public static WcsConfig defaults() {
    return read(new Properties(), Map.of(), new Properties());
  }

  /**
   * Reads the settings; the later source wins.
   *
   * @param file content of {@code flashphoner.properties}
   * @param environment variables: {@code WCS_} and the key in capitals, other characters as {@code
   *     _}
   * @param system system properties; those that are no setting are passed over
   * @throws ConfigException naming every fault
   */
  public static WcsConfig read(
      Properties file, Map<String, String> environment, Properties system) {
    return read(new Settings(file, environment, system));
  }

  /**
   * Reads the settings of this process: the file named by the system property {@code wcs.config},
   * else {@code flashphoner.properties} in the server's configuration folder; no file means
   * defaults.
   *
   * @throws ConfigException naming every fault
   */
  public static WcsConfig ofThisProcess() {
    return read(settingsOfThisProcess());
  }

  /** Every key with the value that {@link #ofThisProcess} uses, passwords included. */
  static Properties valuesOfThisProcess() {
    Settings settings = settingsOfThisProcess();
    read(settings);
    Properties values = new Properties();
    settings
        .defaults()
        .forEach((key, byDefault) -> values.setProperty(key, settings.text(key, byDefault)));
    return values;
  }

  /** Every key with the value that {@link #ofThisProcess} uses, in order; passwords as stars. */
  public static Map<String, String> shownOfThisProcess() {
    Settings settings = settingsOfThisProcess();
    read(settings);
    Map<String, String> shown = new LinkedHashMap<>();
    settings
        .defaults()
        .forEach(
            (key, byDefault) -> {
              String value = settings.text(key, byDefault);
              shown.put(key, settings.secret(key) && !value.isEmpty() ? "***" : value);
            });
    return shown;
  }

  private static Settings settingsOfThisProcess() {
    Properties system = System.getProperties();
    Properties file = new Properties();
    settingsFile(system).ifPresent(path -> load(path, file));
    return new Settings(file, System.getenv(), system);
  }

  /** Every key with its default, in the order of the documented file. */
  static Map<String, String> keys() {
    Settings settings = new Settings(new Properties(), Map.of(), new Properties());
    read(settings);
    return settings.defaults();
  }

  private static WcsConfig read(Settings settings) {
    ServerConfig server = settings.section(ServerConfig::from);
    HttpConfig http = settings.section(HttpConfig::from);
    TlsConfig tls = settings.section(TlsConfig::from);
    SignallingConfig signalling = settings.section(SignallingConfig::from);
    MediaConfig media = settings.section(MediaConfig::from);
    NetConfig net = settings.section(NetConfig::from);
    ProtocolsConfig protocols = settings.section(ProtocolsConfig::from);
    settings.throwIfFaulty();
    return new WcsConfig(server, http, tls, signalling, media, net, protocols, settings.warnings());
  }

  static Optional<Path> settingsFile(Properties system) {
    String named = system.getProperty("wcs.config", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String folder = system.getProperty("jboss.server.config.dir", "");
    return Optional.of(Path.of(folder, "flashphoner.properties"))
        .filter(path -> !folder.isEmpty() && Files.exists(path));
  }

  private static void load(Path path, Properties into) {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      into.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the settings file " + path, e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(path + " has a broken \\u escape"));
    }
  }
}
