package org.wcs.ejb.service;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.Locale;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.wcs.config.ConfigException;
import org.wcs.config.ServerKeys;
import org.wcs.config.WcsConfig;

/**
 * Puts a renewed certificate into use. Connections that are open keep the one they have; the ports
 * of RTMPS and RTSPS watch the files themselves. Any thread that may block.
 */
public final class CertificateService {

  private static final Logger LOG = System.getLogger(CertificateService.class.getName());

  /** The container's management model, as it shows in this process (see wcs.cli for the names). */
  private static final String KEY_STORE = "jboss.as:subsystem=elytron,key-store=wcs";

  private static final String KEY_MANAGER = "jboss.as:subsystem=elytron,key-manager=wcs";

  private final WcsConfig config;

  /** Makes the service. */
  public CertificateService(WcsConfig config) {
    this.config = config;
  }

  /**
   * Reads the operator's files again and shows new clients what is in them.
   *
   * @return one line for people: whose certificate it is, and until when
   * @throws IOException if the files cannot be used; the old certificate then stays
   */
  public synchronized String reload() throws IOException {
    try {
      String loaded = described(ServerKeys.of(config));
      MBeanServer model = ManagementFactory.getPlatformMBeanServer();
      model.invoke(new ObjectName(KEY_STORE), "load", new Object[0], new String[0]);
      model.invoke(new ObjectName(KEY_MANAGER), "init", new Object[0], new String[0]);
      LOG.log(Level.INFO, "The certificate was loaded again: {0}", loaded);
      return loaded;
    } catch (ConfigException | GeneralSecurityException | JMException e) {
      throw new IOException("the certificate was not loaded again: " + e.getMessage(), e);
    }
  }

  private static String described(ServerKeys keys) throws IOException, GeneralSecurityException {
    KeyStore store = keys.read();
    for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
      Certificate certificate = store.getCertificate(names.nextElement());
      if (certificate instanceof X509Certificate own) {
        return String.format(
            Locale.ROOT,
            "%s, serial %x, until %tF",
            own.getSubjectX500Principal().getName(),
            own.getSerialNumber(),
            own.getNotAfter());
      }
    }
    throw new IOException("the key store holds no certificate");
  }
}
