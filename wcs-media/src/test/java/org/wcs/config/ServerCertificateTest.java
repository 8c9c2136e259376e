package org.wcs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerCertificateTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder = Path.of("");

  @Test
  void makesASelfSignedOneThatNamesThisMachineAndKeepsIt() throws Exception {
    WcsConfig config = config("tls.names", "media.example.com,192.0.2.7");
    Path file = ServerCertificate.prepare(config, folder);
    assertThat(certificate(file).getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("localhost", "127.0.0.1", "media.example.com", "192.0.2.7");
    byte[] first = Files.readAllBytes(file);
    assertThat(Files.readAllBytes(ServerCertificate.prepare(config, folder))).isEqualTo(first);
  }

  @Test
  void wrapsAPemPair() throws Exception {
    Path own = ServerCertificate.prepare(config("tls.names", ""), folder);
    Path certificate = pem("CERTIFICATE", certificate(own).getEncoded());
    Path key = pem("PRIVATE KEY", key(own).getEncoded());
    WcsConfig config = config("tls.certificate", certificate.toString(), "tls.key", key.toString());
    Path wrapped = ServerCertificate.prepare(config, folder);
    assertThat(wrapped).hasFileName("operator.p12");
    assertThat(certificate(wrapped)).isEqualTo(certificate(own));
    assertThat(key(wrapped)).isEqualTo(key(own));
  }

  @Test
  void saysHowToConvertAKeyOfAnotherForm() throws Exception {
    Path own = ServerCertificate.prepare(config("tls.names", ""), folder);
    Path certificate = pem("CERTIFICATE", certificate(own).getEncoded());
    Path key = pem("EC PRIVATE KEY", key(own).getEncoded());
    WcsConfig config = config("tls.certificate", certificate.toString(), "tls.key", key.toString());
    assertThatThrownBy(() -> ServerCertificate.prepare(config, folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void refusesAWrongPasswordWithoutShowingIt() throws Exception {
    Path own = ServerCertificate.prepare(config("tls.names", ""), folder);
    WcsConfig config =
        config("tls.keystore", own.toString(), "tls.keystore.password", "not-the-one");
    assertThatThrownBy(() -> ServerCertificate.prepare(config, folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tls.keystore.password")
        .hasMessageNotContaining("not-the-one");
  }

  @Test
  void givesTheSameCertificateToPortsOutsideTheContainer() throws Exception {
    WcsConfig config = config("wcs.data", folder.toString());
    Path own = ServerCertificate.prepare(config, folder.resolve("tls"));
    ServerKeys keys = ServerKeys.of(config);
    assertThat(keys.files()).containsExactly(own);
    assertThat(keys.read().getCertificate("wcs")).isEqualTo(certificate(own));
  }

  @Test
  void readsAPemPairAgainAsItIsNow() throws Exception {
    Path own = ServerCertificate.prepare(config("tls.names", ""), folder);
    Path other = ServerCertificate.prepare(config("tls.names", ""), folder.resolve("other"));
    Path certificate = pem("CERTIFICATE", certificate(own).getEncoded());
    Path key = pem("PRIVATE KEY", key(own).getEncoded());
    ServerKeys keys =
        ServerKeys.of(
            config(
                "wcs.data",
                folder.toString(),
                "tls.certificate",
                certificate.toString(),
                "tls.key",
                key.toString()));
    assertThat(keys.files()).containsExactly(certificate, key);
    assertThat(keys.read().getCertificate("wcs")).isEqualTo(certificate(own));
    pem("CERTIFICATE", certificate(other).getEncoded());
    pem("PRIVATE KEY", key(other).getEncoded());
    assertThat(keys.read().getCertificate("wcs")).isEqualTo(certificate(other));
    assertThat(keys.read().getKey("wcs", keys.password())).isEqualTo(key(other));
  }

  private Path pem(String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return Files.writeString(folder.resolve(label.replace(' ', '-') + ".pem"), text);
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    return (X509Certificate) KeyStore.getInstance(file.toFile(), PASSWORD).getCertificate("wcs");
  }

  private static Key key(Path file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), PASSWORD).getKey("wcs", PASSWORD);
  }

  private static WcsConfig config(String... pairs) {
    Properties system = new Properties();
    for (int index = 0; index < pairs.length; index += 2) {
      system.setProperty(pairs[index], pairs[index + 1]);
    }
    return WcsConfig.read(new Properties(), Map.of(), system);
  }
}
