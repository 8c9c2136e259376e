package org.wcs.connectors.net;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.wcs.net.TlsKeys;

/**
 * The server's side of TLS: TLS 1.3 and 1.2 with the key material of the operator, which is read
 * again when its files change. {@link #current} on any thread, the rest where blocking is allowed.
 */
final class TlsContexts {

  private static final Logger LOG = System.getLogger(TlsContexts.class.getName());
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsKeys keys;
  private volatile SslContext current;
  private List<FileTime> read;

  /** Reads the key material. */
  TlsContexts(TlsKeys keys) throws IOException {
    this.keys = keys;
    this.read = times(keys.files());
    this.current = make(keys);
  }

  SslContext current() {
    return current;
  }

  /**
   * Reads the key material again if a file of it has changed. What cannot be used changes nothing.
   */
  synchronized void refresh() {
    try {
      List<FileTime> now = times(keys.files());
      if (now.equals(read)) {
        return;
      }
      read = now;
      current = make(keys);
      LOG.log(Level.INFO, "the certificate has been read again from {0}", keys.files());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the new certificate cannot be used, the old one stays", e);
    }
  }

  private static List<FileTime> times(List<Path> files) throws IOException {
    FileTime[] times = new FileTime[files.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = Files.getLastModifiedTime(files.get(i));
    }
    return List.of(times);
  }

  private static SslContext make(TlsKeys keys) throws IOException {
    char[] password = keys.password();
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys.read(), password);
      return SslContextBuilder.forServer(factory).protocols(PROTOCOLS).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate in " + keys.files() + " cannot be used", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Our side when we call others.
   *
   * @param trustAll whether any certificate will do
   * @param trusted who signs certificates; null for those the Java installation trusts
   */
  static SslContext client(boolean trustAll, @Nullable TrustManagerFactory trusted)
      throws SSLException {
    SslContextBuilder builder = SslContextBuilder.forClient().protocols(PROTOCOLS);
    if (trustAll) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      builder.endpointIdentificationAlgorithm(null);
    } else {
      builder.trustManager(trusted).endpointIdentificationAlgorithm("HTTPS");
    }
    return builder.build();
  }
}
