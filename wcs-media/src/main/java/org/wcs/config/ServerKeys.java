package org.wcs.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.wcs.net.TlsKeys;

/** The server's certificate for ports that are not the web container's. Any thread. */
public final class ServerKeys implements TlsKeys {
  private final TlsConfig tls;
  private final Path keystore;

  private ServerKeys(TlsConfig tls, Path keystore) {
    this.tls = tls;
    this.keystore = keystore;
  }

  /**
   * The certificate that the web container shows too; makes one where there is none. Blocks.
   *
   * @throws ConfigException when the operator's files cannot be used
   */
  public static ServerKeys of(WcsConfig config) throws IOException {
    Path folder = Path.of(config.server().data()).toAbsolutePath().resolve("tls");
    return new ServerKeys(config.tls(), ServerCertificate.prepare(config, folder));
  }

  private boolean pem() {
    return !tls.certificate().isEmpty();
  }

  @Override
  public List<Path> files() {
    return pem() ? List.of(Path.of(tls.certificate()), Path.of(tls.key())) : List.of(keystore);
  }

  @Override
  public KeyStore read() throws IOException, GeneralSecurityException {
    if (pem()) {
      return PemPair.read(Path.of(tls.certificate()), Path.of(tls.key())).keyStore(password());
    }
    return KeyStore.getInstance(keystore.toFile(), password());
  }

  @Override
  public char[] password() {
    return tls.keystorePassword().value().toCharArray();
  }
}
