package org.wcs.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.wcs.srtp.SrtpKeys;

/** Our side of a handshake that we begin. */
final class ClientPeer extends DefaultTlsClient {
  private final Handshake handshake;
  private @Nullable SrtpKeys keys;

  ClientPeer(Handshake handshake) {
    super(handshake.identity().crypto());
    this.handshake = handshake;
  }

  @Nullable SrtpKeys keys() {
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return Handshake.CLIENT_CIPHER_SUITES.clone();
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return handshake.timeoutMillis();
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return handshake.resendMillis();
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the signature of the base class
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    Hashtable all = extensions == null ? new Hashtable() : extensions;
    TlsSRTPUtils.addUseSRTPExtension(all, new UseSRTPData(Handshake.profileIds(), new byte[0]));
    return all;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the signature of the base class
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
    handshake.choose(chosen == null ? new int[0] : chosen.getProtectionProfiles());
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        handshake.verify(shown.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return handshake.signer(context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = handshake.keys(context, DtlsRole.CLIENT);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    handshake.alert(description);
  }
}
