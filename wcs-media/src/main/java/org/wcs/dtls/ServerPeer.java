package org.wcs.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.wcs.srtp.SrtpKeys;

/** Our side of a handshake that the peer begins. */
final class ServerPeer extends DefaultTlsServer {
  private final Handshake handshake;
  private @Nullable SrtpKeys keys;

  ServerPeer(Handshake handshake) {
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
    return Handshake.CIPHER_SUITES.clone();
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
  protected TlsCredentialedSigner getECDSASignerCredentials() {
    return handshake.signer(context);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384}) {
      algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
      algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
    }
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        algorithms,
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate certificate) throws IOException {
    handshake.verify(certificate);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the signature of the base class
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
    handshake.choose(offered == null ? new int[0] : offered.getProtectionProfiles());
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the signature of the base class
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    Hashtable all = extensions == null ? new Hashtable() : extensions;
    int[] agreed = {handshake.agreed().id()};
    TlsSRTPUtils.addUseSRTPExtension(all, new UseSRTPData(agreed, new byte[0]));
    return all;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = handshake.keys(context, DtlsRole.SERVER);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    handshake.alert(description);
  }
}
