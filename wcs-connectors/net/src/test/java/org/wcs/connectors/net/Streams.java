package org.wcs.connectors.net;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteReceiver;
import org.wcs.net.SharedOctets;
import org.wcs.net.TlsKeys;

/** What the tests of byte streams share. */
final class Streams {

  static final ByteListenerSettings.Buffers BUFFERS =
      new ByteListenerSettings.Buffers(0, 0, 256 * 1024, 64 * 1024, 64 << 20);
  private static final String PASSWORD = "changeit";

  private Streams() {}

  static ByteListenerSettings settings(
      @Nullable TlsKeys keys, ByteListenerSettings.Limits limits, boolean trustAll) {
    return new ByteListenerSettings(
        List.of(new ByteListenerSettings.Port(0, Loopback.addresses("127.0.0.1"), keys != null)),
        keys,
        1,
        limits,
        BUFFERS,
        0,
        trustAll);
  }

  static ByteListenerSettings settings() {
    return settings(null, new ByteListenerSettings.Limits(10_000, 0, 1_024), false);
  }

  static NettyByteNetwork open(
      ByteListenerSettings settings, Transport transport, ByteAcceptor acceptor)
      throws IOException {
    return open(settings, transport, acceptor, TlsContexts.client(settings.trustAll(), null));
  }

  static NettyByteNetwork open(
      ByteListenerSettings settings, Transport transport, ByteAcceptor acceptor, SslContext client)
      throws IOException {
    NettyByteNetwork network = NettyByteNetwork.open(settings, transport, client);
    network.accept(acceptor);
    return network;
  }

  static Socket connect(NettyByteNetwork network) throws IOException {
    InetSocketAddress to = network.listening().getFirst();
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Writes the same bytes so many times, all in one drain. */
  static void write(ByteConnection connection, SharedOctets octets, int times) {
    connection
        .lane()
        .execute(
            () -> {
              for (int i = 0; i < times; i++) {
                connection.write(octets);
              }
            });
  }

  /** Reads to the end and tells how much of it was the pattern repeated. */
  static long matching(InputStream in, byte[] pattern) throws IOException {
    byte[] chunk = new byte[100_000];
    long total = 0;
    int read = in.read(chunk);
    while (read > 0) {
      for (int i = 0; i < read; i++) {
        if (chunk[i] != pattern[(int) ((total + i) % pattern.length)]) {
          return total + i;
        }
      }
      total += read;
      read = in.read(chunk);
    }
    return total;
  }

  static long descriptors() {
    return ((com.sun.management.UnixOperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  /** A self-signed certificate for these names in a new PKCS12 file. */
  static Path certificate(Path file, String names) throws IOException {
    Files.deleteIfExists(file);
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(
        List.of(
            ("-genkeypair -keyalg EC -groupname secp256r1 -dname CN=test -storetype PKCS12"
                    + " -storepass "
                    + PASSWORD
                    + " -alias wcs -ext san="
                    + names
                    + " -keystore "
                    + file)
                .split(" ")));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return file;
  }

  static TlsKeys keys(Path file) {
    return new TlsKeys() {
      @Override
      public List<Path> files() {
        return List.of(file);
      }

      @Override
      public KeyStore read() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password());
      }

      @Override
      public char[] password() {
        return PASSWORD.toCharArray();
      }
    };
  }

  /** Trusts the certificate in this file. */
  static TrustManagerFactory trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("wcs", own.getCertificate("wcs"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }

  /** Keeps all that happens. */
  static class Recorder implements ByteReceiver, ByteAcceptor {
    final List<ByteConnection> connections = new CopyOnWriteArrayList<>();
    final List<Boolean> writability = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final AtomicLong bytes = new AtomicLong();
    private byte[] last = new byte[0];

    @Override
    public @Nullable ByteReceiver accepted(ByteConnection connection) {
      connections.add(connection);
      return this;
    }

    @Override
    public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
      last(Arrays.copyOfRange(buffer, offset, offset + length));
      bytes.addAndGet(length);
    }

    private synchronized void last(byte[] bytes) {
      last = bytes;
    }

    synchronized byte[] last() {
      return last;
    }

    @Override
    public void writabilityChanged(ByteConnection connection, boolean writable) {
      writability.add(writable);
    }

    @Override
    public void closed(ByteConnection connection, @Nullable String why) {
      ends.add(String.valueOf(why));
    }

    ByteConnection only() {
      Loopback.await(() -> !connections.isEmpty(), "a connection");
      return connections.getFirst();
    }
  }

  /** Sends back what comes. */
  static final class Echo extends Recorder {
    @Override
    public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
      super.received(connection, buffer, offset, length);
      connection.write(buffer, offset, length);
    }
  }
}
