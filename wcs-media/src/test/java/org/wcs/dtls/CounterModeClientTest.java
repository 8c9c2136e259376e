package org.wcs.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.junit.jupiter.api.Test;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpProfile;

/** A client of another make that knows one profile only, against our server. */
final class CounterModeClientTest {
  private static final int COUNTER_MODE = 1;
  private static final int COUNTER_MODE_SHORT_TAG = 2;

  @Test
  void agreesOnCounterModeWithTheKeysOfTheExporter_rfc5764() throws Exception {
    OtherClient client = new OtherClient(COUNTER_MODE);
    SrtpKeys keys = shakeHands(client).get(10, TimeUnit.SECONDS);
    byte[] material = client.material.get(10, TimeUnit.SECONDS);
    assertThat(client.chosen).containsExactly(COUNTER_MODE);
    assertThat(keys.profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    assertThat(keys.remoteKey()).isEqualTo(Arrays.copyOfRange(material, 0, 16));
    assertThat(keys.localKey()).isEqualTo(Arrays.copyOfRange(material, 16, 32));
    assertThat(keys.remoteSalt()).isEqualTo(Arrays.copyOfRange(material, 32, 46));
    assertThat(keys.localSalt()).isEqualTo(Arrays.copyOfRange(material, 46, 60));
  }

  @Test
  void refusesAClientWithNoProfileInCommon() {
    CompletableFuture<SrtpKeys> keys = shakeHands(new OtherClient(COUNTER_MODE_SHORT_TAG));
    assertThat(keys)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("HANDSHAKE");
  }

  private static CompletableFuture<SrtpKeys> shakeHands(OtherClient client) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    CompletableFuture<SrtpKeys> agreed = new CompletableFuture<>();
    Wire wire = new Wire();
    DtlsSession server =
        new DtlsSession(
            DtlsRole.SERVER,
            Association.SERVER,
            List.of(Association.CLIENT.sdpFingerprint()),
            Association.QUICK,
            threads,
            (buffer, offset, length) -> wire.toClient.offer(buffer, offset, length),
            new Result(agreed));
    wire.server = server;
    server.start();
    threads.execute(() -> connect(client, wire.toClient));
    threads.shutdown();
    return agreed;
  }

  private static void connect(OtherClient client, Datagrams wire) {
    try {
      new DTLSClientProtocol().connect(client, wire);
    } catch (IOException e) {
      client.material.completeExceptionally(e);
    }
  }

  /** What the client sends goes to the server; made first, because each needs the other. */
  private static final class Wire {
    final Datagrams toClient =
        new Datagrams((buffer, offset, length) -> toServer(buffer, offset, length));
    volatile DtlsSession server;

    private void toServer(byte[] buffer, int offset, int length) {
      server.received(buffer, offset, length);
    }
  }

  private record Result(CompletableFuture<SrtpKeys> agreed) implements DtlsListener {
    @Override
    public void connected(SrtpKeys keys) {
      agreed.complete(keys);
    }

    @Override
    public void failed(DtlsFailure failure, String detail) {
      agreed.completeExceptionally(new IOException(failure + " " + detail));
    }

    @Override
    public void closed() {}
  }

  private static final class OtherClient extends DefaultTlsClient {
    final CompletableFuture<byte[]> material = new CompletableFuture<>();
    private final Handshake signing =
        new Handshake(Association.CLIENT, List.of(), Association.QUICK);
    private final int profile;
    private volatile int[] chosen = {};

    OtherClient(int profile) {
      super(Association.CLIENT.crypto());
      this.profile = profile;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the signature of the base class
    public Hashtable getClientExtensions() throws IOException {
      Hashtable extensions = super.getClientExtensions();
      UseSRTPData offer = new UseSRTPData(new int[] {profile}, new byte[0]);
      TlsSRTPUtils.addUseSRTPExtension(extensions, offer);
      return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature of the base class
    public void processServerExtensions(Hashtable extensions) throws IOException {
      super.processServerExtensions(extensions);
      chosen = TlsSRTPUtils.getUseSRTPExtension(extensions).getProtectionProfiles();
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate shown) {}

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) {
          return signing.signer(context);
        }
      };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      material.complete(context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 60));
    }
  }
}
