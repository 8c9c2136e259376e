package org.wcs.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.wcs.sdp.Fingerprint;

/** The key and self-signed certificate that this node shows to every peer. Immutable. */
public final class DtlsIdentity {
  private static final long LIFETIME_MILLIS = 10L * 365 * 24 * 3_600 * 1_000;

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter key;
  private final Certificate certificate;
  private final Fingerprint fingerprint;

  private DtlsIdentity(
      BcTlsCrypto crypto, AsymmetricKeyParameter key, Certificate certificate, byte[] digest) {
    this.crypto = crypto;
    this.key = key;
    this.certificate = certificate;
    this.fingerprint = Fingerprint.of("sha-256", digest);
  }

  /** Makes a P-256 key and a certificate for it, valid for ten years around the moment given. */
  public static DtlsIdentity generate(SecureRandom random, long nowMillis) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(
            new ECNamedDomainParameters(
                SECObjectIdentifiers.secp256r1,
                ECNamedCurveTable.getByOID(X9ObjectIdentifiers.prime256v1)),
            random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    try {
      byte[] encoded = selfSigned(pair, random, nowMillis).getEncoded();
      BcTlsCrypto crypto = new BcTlsCrypto(random);
      Certificate chain =
          new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, encoded)});
      return new DtlsIdentity(crypto, pair.getPrivate(), chain, sha256(encoded));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    }
  }

  private static X509CertificateHolder selfSigned(
      AsymmetricCipherKeyPair pair, SecureRandom random, long nowMillis)
      throws IOException, OperatorCreationException {
    SubjectPublicKeyInfo publicKey =
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
    X500Name name = new X500Name("CN=WCS");
    var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
    var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
    ContentSigner signer = new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate());
    return new X509v3CertificateBuilder(
            name,
            new BigInteger(64, random),
            new Date(nowMillis - 24L * 3_600 * 1_000),
            new Date(nowMillis + LIFETIME_MILLIS),
            name,
            publicKey)
        .build(signer);
  }

  static byte[] sha256(byte[] data) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(data, 0, data.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  /** The fingerprint for session descriptions. */
  public Fingerprint sdpFingerprint() {
    return fingerprint;
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  AsymmetricKeyParameter key() {
    return key;
  }

  Certificate certificate() {
    return certificate;
  }
}
