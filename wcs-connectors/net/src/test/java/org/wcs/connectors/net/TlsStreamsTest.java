package org.wcs.connectors.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.DialOrder;
import org.wcs.net.PortRange;
import org.wcs.net.SharedOctets;
import org.wcs.net.TlsKeys;

class TlsStreamsTest {

  private static final byte[] PATTERN = Loopback.pattern(4_999);

  @TempDir private static Path folder;
  private static Path first = Path.of("");
  private static Path second = Path.of("");

  @BeforeAll
  static void makeCertificates() throws IOException {
    first = Streams.certificate(folder.resolve("first.p12"), "dns:localhost");
    second = Streams.certificate(folder.resolve("second.p12"), "dns:localhost");
  }

  private static ByteListenerSettings settings(Path keys, boolean trustAll) {
    return Streams.settings(
        Streams.keys(keys), new ByteListenerSettings.Limits(100, 0, 16), trustAll);
  }

  private static SSLSocket connect(NettyByteNetwork network)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        io.netty.handler.ssl.util.InsecureTrustManagerFactory.INSTANCE.getTrustManagers(),
        new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket("127.0.0.1", network.listening().getFirst().getPort());
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  @ParameterizedTest
  @EnumSource
  void carriesBytesBothWaysToASlowPeerToo(Transport transport) throws Exception {
    Streams.Recorder recorder = new Streams.Recorder();
    int count = 2_000;
    try (NettyByteNetwork network = Streams.open(settings(first, false), transport, recorder);
        SSLSocket socket = connect(network)) {
      ByteConnection connection = recorder.only();
      SharedOctets octets = SharedOctets.of(PATTERN);
      Streams.write(connection, octets, count);
      Loopback.await(() -> recorder.writability.contains(false), "not writable");
      connection.close();
      assertThat(Streams.matching(socket.getInputStream(), PATTERN))
          .isEqualTo((long) count * PATTERN.length);
      assertThat(network.counters().bytesOut()).isEqualTo((long) count * PATTERN.length);
      Loopback.await(() -> recorder.ends.equals(List.of("null")), "the end");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hearsThePeer(Transport transport) throws Exception {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(settings(first, false), transport, echo);
        SSLSocket socket = connect(network)) {
      byte[] long1 = Loopback.pattern(200_000);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  socket.getOutputStream().write(long1);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(socket.getInputStream().readNBytes(long1.length)).isEqualTo(long1);
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void neverShowsAPeerThatDoesNotSpeakTls() throws Exception {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network =
            Streams.open(settings(first, false), Transport.EPOLL, recorder);
        Socket socket = Streams.connect(network)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      assertThat(Streams.matching(socket.getInputStream(), PATTERN)).isLessThan(20);
      assertThat(recorder.connections).isEmpty();
      Loopback.await(() -> network.counters().connections() == 0, "it to go");
    }
  }

  @Test
  void showsANewCertificateWithoutARestart() throws Exception {
    Path keys = folder.resolve("live.p12");
    Files.copy(first, keys);
    try (NettyByteNetwork network =
        Streams.open(settings(keys, false), Transport.EPOLL, new Streams.Recorder())) {
      assertThat(serial(network)).isEqualTo(serial(first));
      Files.writeString(keys, "not a key store");
      Loopback.await(() -> changed(keys), "the clock of the file system");
      assertThat(serial(network)).isEqualTo(serial(first));
      Files.copy(second, keys, StandardCopyOption.REPLACE_EXISTING);
      Loopback.await(() -> serial(network).equals(serial(second)), "the new certificate");
    }
  }

  private static boolean changed(Path file) {
    return file.toFile().lastModified() < System.currentTimeMillis();
  }

  private static String serial(NettyByteNetwork network) {
    try (SSLSocket socket = connect(network)) {
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSerialNumber().toString();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String serial(Path file) {
    try {
      TlsKeys keys = Streams.keys(file);
      return ((X509Certificate) keys.read().getCertificate("wcs")).getSerialNumber().toString();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void doesNotOpenWithAnUnusableKeyStore() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.p12"), "not a key store");
    assertThatThrownBy(
            () ->
                NettyByteNetwork.open(
                    settings(broken, false), Transport.EPOLL, TlsContexts.client(false, null)))
        .isInstanceOf(IOException.class);
  }

  private static DialTest.Call dial(NettyByteNetwork network, String host, int port, int millis) {
    DialTest.Call call = new DialTest.Call();
    network
        .dialer()
        .dial(
            new DialOrder(host, port, true, Duration.ofMillis(millis), PortRange.ANY, null, null),
            call,
            call);
    return call;
  }

  @ParameterizedTest
  @EnumSource
  void callsAServerWhoseCertificateIsTrusted(Transport transport) throws Exception {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network =
        Streams.open(
            settings(first, false),
            transport,
            echo,
            TlsContexts.client(false, Streams.trusting(first)))) {
      int port = network.listening().getFirst().getPort();
      DialTest.Call call = dial(network, "localhost", port, 5_000);
      ByteConnection connection = call.only();
      connection.lane().execute(() -> connection.write(PATTERN, 0, PATTERN.length));
      Loopback.await(() -> call.bytes.get() == PATTERN.length, "the echo");
      connection.close();
      Loopback.await(() -> call.ends.equals(List.of("null")), "the end");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network =
        Streams.open(
            settings(first, false),
            Transport.EPOLL,
            recorder,
            TlsContexts.client(false, Streams.trusting(first)))) {
      int port = network.listening().getFirst().getPort();
      DialTest.Call call = dial(network, "127.0.0.1", port, 5_000);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("TLS handshake").contains("127.0.0.1");
      assertThat(call.connections).isEmpty();
    }
  }

  @Test
  void refusesACertificateThatNobodyTrusts() throws Exception {
    try (NettyByteNetwork network =
        Streams.open(settings(first, false), Transport.EPOLL, new Streams.Recorder())) {
      int port = network.listening().getFirst().getPort();
      DialTest.Call call = dial(network, "localhost", port, 5_000);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("TLS handshake");
    }
  }

  @Test
  void takesAnyCertificateWhereItIsToldTo() throws Exception {
    try (NettyByteNetwork network =
        Streams.open(settings(first, true), Transport.EPOLL, new Streams.Recorder())) {
      int port = network.listening().getFirst().getPort();
      assertThat(dial(network, "127.0.0.1", port, 5_000).only().remote().getPort()).isEqualTo(port);
    }
  }

  @Test
  void givesUpOnAPeerThatDoesNotShakeHands() throws Exception {
    try (NettyByteNetwork plain =
            Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder());
        NettyByteNetwork network =
            Streams.open(settings(first, true), Transport.EPOLL, new Streams.Recorder())) {
      int port = plain.listening().getFirst().getPort();
      DialTest.Call call = dial(network, "127.0.0.1", port, 300);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("300 ms");
      Loopback.await(() -> plain.counters().connections() == 0, "the connection to go");
    }
  }
}
