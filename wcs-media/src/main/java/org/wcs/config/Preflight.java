package org.wcs.config;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Runs before the server: checks the settings, puts the certificate into place and writes every
 * setting with its effective value into {@code effective.properties} for the server to load. Exits
 * with 2 and the list of faults when the settings cannot be used. Single-threaded.
 */
public final class Preflight {
  private Preflight() {}

  /**
   * Entry point of the launcher.
   *
   * @param overrides the settings of the command line, {@code key=value}
   */
  public static void main(String[] overrides) {
    System.exit(run(overrides, System.out, System.err));
  }

  private static int run(String[] overrides, PrintStream out, PrintStream err) {
    try {
      WcsConfig config = WcsConfig.ofThisProcess();
      config.warnings().forEach(warning -> err.println("Warning: " + warning));
      warnOfTypos(overrides, err);
      Path data = Path.of(config.server().data()).toAbsolutePath();
      Path keystore = ServerCertificate.prepare(config, data.resolve("tls"));
      write(effective(config, data, keystore), data.resolve("effective.properties"));
      out.print(PortTable.of(config));
      return 0;
    } catch (ConfigException e) {
      err.println(e.getMessage());
    } catch (UncheckedIOException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println("Cannot prepare the start: " + e.getMessage());
    }
    return 2;
  }

  private static void warnOfTypos(String[] overrides, PrintStream err) {
    Map<String, String> known = WcsConfig.keys();
    for (String override : overrides) {
      String key = override.replaceFirst("=.*", "");
      Optional<String> near = NearestKey.of(key, known.keySet());
      if (!known.containsKey(key) && near.isPresent()) {
        err.println("Warning: -D" + key + " is not a setting; did you mean " + near.get() + "?");
      }
    }
  }

  /** What the server's own configuration refers to, and every setting of ours. */
  private static Properties effective(WcsConfig config, Path data, Path keystore) {
    Properties effective = WcsConfig.valuesOfThisProcess();
    effective.setProperty("wcs.data", data.toString());
    effective.setProperty("wcs.tls.keystore", keystore.toString());
    effective.setProperty("jboss.bind.address.management", config.server().managementAddress());
    effective.setProperty(
        "jboss.management.http.port", String.valueOf(config.server().managementPort()));
    return effective;
  }

  private static void write(Properties values, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
      values.store(writer, "Written at each start; edit flashphoner.properties instead.");
    }
  }
}
