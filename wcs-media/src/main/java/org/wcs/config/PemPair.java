package org.wcs.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key, read from two PEM files (RFC 7468). The key must be
 * unencrypted PKCS#8; RSA, EC and Ed25519 are understood.
 *
 * @param chain the server's certificate first
 * @param key the private key of the first certificate
 */
record PemPair(List<Certificate> chain, PrivateKey key) {
  /** The name of the server's entry in every key store of ours. */
  static final String ALIAS = "wcs";

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  PemPair {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both files.
   *
   * @throws ConfigException when one of them is not what it should be
   */
  static PemPair read(Path certificate, Path key) throws IOException {
    return new PemPair(chain(certificate), key(key));
  }

  /** Both in a new PKCS12 key store. */
  KeyStore keyStore(char[] password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(ALIAS, key, password, chain.toArray(Certificate[]::new));
    return store;
  }

  private static List<Certificate> chain(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      throw new ConfigException(List.of("tls.certificate=" + file + ": " + e.getMessage()));
    }
    throw new ConfigException(List.of("tls.certificate=" + file + " holds no certificate"));
  }

  private static PrivateKey key(Path file) throws IOException {
    Matcher matcher = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (matcher.find()) {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
          continue; // a key of another kind
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new ConfigException(
        List.of(
            "tls.key="
                + file
                + " is not an unencrypted PKCS#8 key; convert it: openssl pkcs8 -topk8 -nocrypt -in"
                + " "
                + file));
  }
}
