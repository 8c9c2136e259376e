package org.wcs.dtls;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Fingerprint;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpProfile;

/** What both roles of a handshake have in common. One handshake, one thread. */
final class Handshake {
  /** The first is what RFC 8827 section 6.5 asks of everybody; {@link Records} relies on GCM. */
  static final int[] CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  };

  static final int[] CLIENT_CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
  };

  private final DtlsIdentity identity;
  private final List<Fingerprint> fingerprints;
  private final DtlsTimeouts timeouts;
  private @Nullable SrtpProfile profile;
  private boolean wrongFingerprint;
  private boolean verified;
  private volatile boolean peerClosed;

  Handshake(DtlsIdentity identity, List<Fingerprint> fingerprints, DtlsTimeouts timeouts) {
    this.identity = identity;
    this.fingerprints = fingerprints;
    this.timeouts = timeouts;
  }

  DtlsIdentity identity() {
    return identity;
  }

  int timeoutMillis() {
    return (int) timeouts.handshake().toMillis();
  }

  int resendMillis() {
    return (int) timeouts.resend().toMillis();
  }

  boolean wrongFingerprint() {
    return wrongFingerprint;
  }

  /** Whether the peer has said goodbye. */
  boolean peerClosed() {
    return peerClosed;
  }

  void alert(short description) {
    peerClosed |= description == AlertDescription.close_notify;
  }

  /** The profile both sides know. */
  SrtpProfile agreed() throws TlsFatalAlert {
    SrtpProfile now = profile;
    if (now == null) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no SRTP profile in common");
    }
    return now;
  }

  /** GCM first: it is cheaper. */
  static int[] profileIds() {
    return new int[] {SrtpProfile.AEAD_AES_128_GCM.id(), SrtpProfile.AES128_CM_HMAC_SHA1_80.id()};
  }

  /** Takes the first of ours that the peer names too. */
  SrtpProfile choose(int[] offered) throws TlsFatalAlert {
    for (int ours : profileIds()) {
      for (int id : offered) {
        SrtpProfile known = id == ours ? SrtpProfile.ofId(id) : null;
        if (known != null) {
          profile = known;
          return known;
        }
      }
    }
    throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no SRTP profile in common");
  }

  TlsCredentialedSigner signer(TlsContext context) {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        identity.crypto(),
        identity.key(),
        identity.certificate(),
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  /** RFC 8122 section 5: the certificate is the one that signalling named, or no one is there. */
  void verify(@Nullable Certificate shown) throws IOException {
    if (shown == null || shown.isEmpty()) {
      wrongFingerprint = true;
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "no certificate");
    }
    byte[] encoded = shown.getCertificateAt(0).getEncoded();
    for (Fingerprint fingerprint : fingerprints) {
      byte[] digest = digest(fingerprint.hash(), encoded);
      if (digest != null && MessageDigest.isEqual(digest, fingerprint.bytes())) {
        verified = true;
        return;
      }
    }
    wrongFingerprint = true;
    throw new TlsFatalAlert(AlertDescription.bad_certificate, "the fingerprint does not match");
  }

  private static byte @Nullable [] digest(String hash, byte[] data) {
    Digest digest =
        switch (hash.toLowerCase(Locale.ROOT)) {
          case "sha-256" -> new SHA256Digest();
          case "sha-384" -> new SHA384Digest();
          case "sha-512" -> new SHA512Digest();
          default -> null; // sha-1 and older prove nothing any more
        };
    if (digest == null) {
      return null;
    }
    digest.update(data, 0, data.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  /** RFC 5764 section 4.2: client key, server key, client salt, server salt. */
  SrtpKeys keys(TlsContext context, DtlsRole role) throws IOException {
    SrtpProfile agreed = agreed();
    if (!verified) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "the peer showed no certificate");
    }
    int key = agreed.keyLength();
    int salt = agreed.saltLength();
    byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
    byte[] clientKey = Arrays.copyOfRange(material, 0, key);
    byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
    byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
    byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
    return role == DtlsRole.CLIENT
        ? new SrtpKeys(agreed, clientKey, clientSalt, serverKey, serverSalt)
        : new SrtpKeys(agreed, serverKey, serverSalt, clientKey, clientSalt);
  }
}
