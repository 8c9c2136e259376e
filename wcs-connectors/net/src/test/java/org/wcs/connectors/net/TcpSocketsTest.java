package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaPath;
import org.wcs.net.NetworkSettings;

class TcpSocketsTest {

  private static NettyMediaNetwork open(Transport transport, int most, long idleNanos)
      throws IOException {
    NetworkSettings.Buffers buffers =
        new NetworkSettings.Buffers(1 << 20, 1 << 20, 64 * 1024, 32 * 1024, most, idleNanos);
    return NettyMediaNetwork.open(
        new NetworkSettings(
            31_490, 31_520, Loopback.addresses("127.0.0.1"), true, 1, true, buffers),
        transport);
  }

  private static Socket connect(LanePorts ports) throws IOException {
    InetSocketAddress to = ports.tcp().getFirst();
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  @ParameterizedTest
  @EnumSource
  void answersFramesWithFramesHoweverTheyAreCut(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      ports.receiver(new Echo());
      try (Socket socket = connect(ports)) {
        socket.setTcpNoDelay(true);
        byte[] wire = {0, 0, 0, 3, 1, 2, 3, 0, 1, 9};
        for (byte one : wire) {
          socket.getOutputStream().write(one);
          socket.getOutputStream().flush();
        }
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(readFrame(in)).containsExactly(1, 2, 3);
        assertThat(readFrame(in)).containsExactly(9);
      }
      Loopback.await(() -> ports.counters().datagramsIn() == 2, "two frames counted");
      assertThat(ports.counters().bytesOut()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsABurstAsOneWriteOfFrames(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      byte[] burst = Loopback.pattern(2_500);
      ports.receiver(
          new Loopback.Recorder() {
            @Override
            public void frame(MediaPath path, byte[] buffer, int offset, int length) {
              path.sendBurst(burst, 0, burst.length, 1000);
            }
          });
      try (Socket socket = connect(ports)) {
        new DataOutputStream(socket.getOutputStream()).write(new byte[] {0, 1, 1});
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(readFrame(in)).isEqualTo(Arrays.copyOfRange(burst, 0, 1000));
        assertThat(readFrame(in)).isEqualTo(Arrays.copyOfRange(burst, 1000, 2000));
        assertThat(readFrame(in)).isEqualTo(Arrays.copyOfRange(burst, 2000, 2500));
      }
      assertThat(ports.counters().sendCalls()).isEqualTo(1);
      assertThat(ports.counters().datagramsOut()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsBeingWritableAndDropsForAPeerThatDoesNotRead(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      AtomicBoolean writable = new AtomicBoolean(true);
      byte[] burst = Loopback.pattern(60_000);
      ports.receiver(
          new Loopback.Recorder() {
            @Override
            public void frame(MediaPath path, byte[] buffer, int offset, int length) {
              for (int i = 0; i < 1000; i++) {
                path.sendBurst(burst, 0, burst.length, 1000);
              }
              writable.set(path.writable());
            }
          });
      try (Socket socket = connect(ports)) {
        socket.getOutputStream().write(new byte[] {0, 1, 1});
        Loopback.await(() -> ports.counters().sendDrops() > 0, "drops");
        Loopback.await(() -> !writable.get(), "not writable");
        assertThat(ports.counters().bytesOut()).isLessThan(400_000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAStrangerThatIsNeverAnswered(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 10, 50_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      Loopback.Recorder recorder = new Loopback.Recorder();
      ports.receiver(recorder);
      try (Socket socket = connect(ports)) {
        socket.getOutputStream().write(new byte[] {0, 1, 1});
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      Loopback.await(() -> recorder.gone() == 1, "the end told once");
      assertThat(recorder.arrived()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAStrangerThatTalksGarbage(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      Loopback.Recorder recorder = new Loopback.Recorder();
      ports.receiver(recorder);
      try (Socket socket = connect(ports)) {
        socket.getOutputStream().write(new byte[] {'G', 'E'});
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(recorder.arrived()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesMoreConnectionsThanAllowed(Transport transport) throws IOException {
    try (NettyMediaNetwork network = open(transport, 1, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      ports.receiver(new Echo());
      try (Socket first = connect(ports)) {
        first.getOutputStream().write(new byte[] {0, 1, 1});
        assertThat(readFrame(new DataInputStream(first.getInputStream()))).containsExactly(1);
        try (Socket second = connect(ports)) {
          assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheEndExactlyOnceWhoeverCausesIt(Transport transport) throws IOException {
    Loopback.Recorder recorder =
        new Loopback.Recorder() {
          @Override
          public void frame(MediaPath path, byte[] buffer, int offset, int length) {
            super.frame(path, buffer, offset, length);
            path.close();
            path.close();
          }
        };
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      ports.receiver(recorder);
      try (Socket closedByUs = connect(ports)) {
        closedByUs.getOutputStream().write(new byte[] {0, 1, 1, 0, 1, 2});
        assertThat(closedByUs.getInputStream().read()).isEqualTo(-1);
      }
      Loopback.await(() -> recorder.gone() == 1, "our end");
      connect(ports).close();
      Loopback.await(() -> recorder.gone() == 2, "the peer's end");
      assertThat(recorder.arrived()).hasSize(1);
    }
    assertThat(recorder.gone()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closing before the end is what is tested
  void tellsTheEndWhenTheNetworkCloses(Transport transport) throws IOException {
    Echo echo = new Echo();
    try (NettyMediaNetwork network = open(transport, 10, 5_000_000_000L)) {
      LanePorts ports = network.lanes().getFirst();
      ports.receiver(echo);
      try (Socket socket = connect(ports)) {
        socket.getOutputStream().write(new byte[] {0, 1, 1});
        assertThat(readFrame(new DataInputStream(socket.getInputStream()))).containsExactly(1);
        network.close();
        assertThat(echo.gone()).isEqualTo(1);
      }
    }
  }

  private static byte[] readFrame(DataInputStream in) throws IOException {
    return in.readNBytes(in.readUnsignedShort());
  }

  private static final class Echo extends Loopback.Recorder {
    @Override
    public void frame(MediaPath path, byte[] buffer, int offset, int length) {
      path.send(buffer, offset, length);
    }
  }
}
