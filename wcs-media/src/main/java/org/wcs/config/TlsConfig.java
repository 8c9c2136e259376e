package org.wcs.config;

import java.util.List;

/**
 * The server's certificate. Without a key store or a PEM pair of the operator a self-signed one is
 * made at the first start.
 *
 * @param keystore path of a PKCS12 file; empty for none
 * @param keystorePassword its password
 * @param certificate path of a PEM certificate chain; empty for none
 * @param key path of its PEM private key; empty for none
 * @param names further host names and addresses for a self-signed certificate
 */
public record TlsConfig(
    String keystore, Secret keystorePassword, String certificate, String key, List<String> names) {
  public TlsConfig {
    names = List.copyOf(names);
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new IllegalArgumentException("tls.certificate and tls.key must be set together");
    }
    if (!keystore.isEmpty() && !certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "tls.keystore and tls.certificate are two ways of the same thing; set one");
    }
    if (keystorePassword.value().length() < 6) {
      throw new IllegalArgumentException("tls.keystore.password must have 6 characters or more");
    }
  }

  static TlsConfig from(Settings settings) {
    return new TlsConfig(
        settings.text("tls.keystore", ""),
        settings.secret("tls.keystore.password", "changeit"),
        settings.text("tls.certificate", ""),
        settings.text("tls.key", ""),
        settings.hosts("tls.names"));
  }
}
