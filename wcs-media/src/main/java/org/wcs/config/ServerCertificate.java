package org.wcs.config;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the PKCS12 file that the TLS listeners use into place, before the server starts: the
 * operator's own, a PEM pair of his wrapped into one, or a self-signed certificate that names this
 * machine (subjectAltName, RFC 5280 section 4.2.1.6).
 */
final class ServerCertificate {
  private ServerCertificate() {}

  /**
   * The key store to use.
   *
   * @param folder where key stores of our own making are kept
   * @throws ConfigException when the operator's files cannot be used
   */
  static Path prepare(WcsConfig config, Path folder) throws IOException {
    TlsConfig tls = config.tls();
    Files.createDirectories(folder);
    if (!tls.keystore().isEmpty()) {
      return checked(Path.of(tls.keystore()).toAbsolutePath(), tls.keystorePassword());
    }
    if (!tls.certificate().isEmpty()) {
      PemPair pair = PemPair.read(Path.of(tls.certificate()), Path.of(tls.key()));
      return wrapped(pair, folder.resolve("operator.p12"), tls.keystorePassword());
    }
    Path own = folder.resolve("self-signed.p12").toAbsolutePath();
    if (!Files.exists(own)) {
      selfSigned(own, tls.keystorePassword(), names(config));
    }
    return checked(own, tls.keystorePassword());
  }

  private static Path checked(Path file, Secret password) throws IOException {
    if (!Files.isReadable(file)) {
      throw new ConfigException(List.of("the key store " + file + " cannot be read"));
    }
    try {
      KeyStore.getInstance(file.toFile(), password.value().toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          List.of(
              "the key store "
                  + file
                  + " does not open with tls.keystore.password: "
                  + e.getMessage()));
    }
  }

  private static Path wrapped(PemPair pair, Path file, Secret password) throws IOException {
    char[] secret = password.value().toCharArray();
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      pair.keyStore(secret).store(out, secret);
      return file.toAbsolutePath();
    } catch (GeneralSecurityException e) {
      throw new ConfigException(
          List.of("tls.certificate and tls.key do not fit: " + e.getMessage()));
    }
  }

  /** The JDK's keytool makes it; its password travels in the environment, not in the arguments. */
  private static void selfSigned(Path file, Secret password, Set<String> names) throws IOException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line =
        "-genkeypair -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 825"
            + " -dname CN=WCS -ext eku=serverAuth -storetype PKCS12 -storepass:env STORE_PASS";
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(line.split(" ")));
    command.addAll(List.of("-alias", PemPair.ALIAS, "-ext", "san=" + alternatives(names)));
    command.addAll(List.of("-keystore", file.toString()));
    ProcessBuilder keytool = new ProcessBuilder(command).redirectErrorStream(true);
    keytool.environment().put("STORE_PASS", password.value());
    complete(keytool.start());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void complete(Process process) throws IOException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }

  private static String alternatives(Set<String> names) {
    return names.stream()
        .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
        .collect(Collectors.joining(","));
  }

  private static Set<String> names(WcsConfig config) throws IOException {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(config.tls().names());
    names.addAll(config.media().ip());
    names.addAll(config.media().ipLocal());
    String host = InetAddress.getLocalHost().getHostName();
    if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
      names.add(host);
    }
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
        .forEach(names::add);
    return names;
  }

  private static boolean isAddress(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }
}
