package org.wcs.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.dtls.DtlsFailure;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.dtls.DtlsListener;
import org.wcs.dtls.DtlsRole;
import org.wcs.dtls.DtlsSession;
import org.wcs.dtls.DtlsTimeouts;
import org.wcs.ice.IceClient;
import org.wcs.ice.IceCredentials;
import org.wcs.ice.IceTimeouts;
import org.wcs.ice.PacketKind;
import org.wcs.ice.StunMessage;
import org.wcs.sdp.Candidate;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.SessionDescription;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpReceiver;
import org.wcs.srtp.SrtpSender;

/**
 * One ICE/DTLS/SRTP connection over a socket of its own. On the loop's thread; the handshake runs
 * beside it and sends on its own. Nothing is allocated per media packet.
 */
final class Connection {

  private static final int SOCKET_BUFFER = 512 * 1024;
  private static final int MAX_READS = 64;

  private final DatagramChannel channel;
  private final InetSocketAddress server;
  private final LoadBuffers buffers;
  private final Media media;
  private final IceClient ice;
  private final DtlsSession dtls;
  private volatile @Nullable SrtpKeys agreed;
  private volatile @Nullable String failure;
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private long unreachable;

  private Connection(
      Setup setup, IceCredentials own, SessionDescription answer, Media media, long nowNanos)
      throws IOException {
    this.media = media;
    this.buffers = setup.buffers();
    MediaDescription first =
        answer.media().stream().filter(each -> !each.isRejected()).findFirst().orElseThrow();
    Candidate candidate =
        first.candidates().stream().filter(Candidate::isUdp).findFirst().orElseThrow();
    this.server =
        new InetSocketAddress(InetAddress.ofLiteral(candidate.address()), candidate.port());
    this.channel = socket(server);
    this.ice =
        new IceClient(
            own,
            new IceCredentials(required(first.iceUfrag(answer)), required(first.icePwd(answer))),
            new IceClient.Timing(IceTimeouts.DEFAULT, nowNanos),
            new java.util.SplittableRandom(),
            (to, bytes, length) -> write(ByteBuffer.wrap(bytes, 0, length)));
    this.dtls =
        new DtlsSession(
            DtlsRole.CLIENT,
            setup.identity(),
            first.fingerprints(answer),
            DtlsTimeouts.DEFAULT,
            setup.handshakes(),
            (bytes, offset, length) -> write(ByteBuffer.wrap(bytes, offset, length)),
            new HandshakeListener());
    ice.addRemote(server, nowNanos);
  }

  /**
   * What all connections share.
   *
   * @param handshakes runs the handshakes, which block
   */
  record Setup(DtlsIdentity identity, Executor handshakes, LoadBuffers buffers) {}

  /** Connects to the first UDP candidate of an answer and sends the first check. */
  static Connection open(
      Setup setup, IceCredentials own, SessionDescription answer, Media media, long nowNanos)
      throws IOException {
    return new Connection(setup, own, answer, media, nowNanos);
  }

  private static DatagramChannel socket(InetSocketAddress server) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
    channel.connect(server);
    channel.configureBlocking(false);
    return channel;
  }

  private static String required(@Nullable String value) throws IOException {
    if (value == null) {
      throw new IOException("the answer has no ICE credentials");
    }
    return value;
  }

  DatagramChannel channel() {
    return channel;
  }

  Media media() {
    return media;
  }

  LoadBuffers buffers() {
    return buffers;
  }

  /** Whether keys are agreed on. Any thread. */
  boolean ready() {
    return agreed != null;
  }

  /** Why there will never be keys, or null. Any thread. */
  @Nullable String failure() {
    return failure;
  }

  /** Datagrams that nobody listened for. */
  long unreachable() {
    return unreachable;
  }

  /** Reads everything there is. */
  void drain() throws IOException {
    ByteBuffer in = buffers.in();
    for (int i = 0; i < MAX_READS && channel.isOpen(); i++) {
      in.clear();
      try {
        if (channel.read(in) <= 0) {
          return;
        }
      } catch (PortUnreachableException e) {
        unreachable++;
        return;
      }
      in.flip();
      received(in, System.nanoTime());
    }
  }

  /** Time goes on: checks, the handshake, and what the media side does regularly. */
  void tick(long nowNanos) {
    ice.onTimeout(nowNanos);
    if (ice.state() == IceClient.State.FAILED && failure == null) {
      failure = "ICE failed";
    }
    if (ice.selected() != null) {
      dtls.start();
    }
    if (ready()) {
      media.tick(this, nowNanos);
    }
  }

  /** Sends an RTP packet whose header stands in the cipher buffer already. */
  void sendRtp(int headerLength, byte[] payload, int payloadLength, long index) {
    byte[] cipher = buffers.cipher();
    int length = sender().protectRtp(cipher, 0, headerLength, payload, 0, payloadLength, 0, index);
    sendCipher(length);
  }

  /** Sends the RTCP compound of that length that stands in the cipher buffer. */
  void sendRtcp(int length) {
    sendCipher(sender().protectRtcp(buffers.cipher(), 0, length));
  }

  /** Decrypts the RTP datagram in the input buffer to the plain buffer; below 0 if it is bad. */
  int unprotectRtp() {
    ByteBuffer in = buffers.in();
    int length = in.limit();
    in.get(0, buffers.cipher(), 0, length);
    return receiver().unprotectRtp(buffers.cipher(), 0, length, buffers.plain(), 0);
  }

  /** Decrypts the RTCP datagram in the cipher buffer to the plain buffer; below 0 if it is bad. */
  int unprotectRtcp(int length) {
    return receiver().unprotectRtcp(buffers.cipher(), 0, length, buffers.plain(), 0);
  }

  void close() throws IOException {
    ice.close();
    dtls.close();
    channel.close();
  }

  private void received(ByteBuffer in, long nowNanos) {
    byte first = in.get(0);
    switch (PacketKind.of(first)) {
      case RTP -> media(in, nowNanos);
      case STUN -> {
        StunMessage message = StunMessage.parse(buffers.cipher(), 0, copy(in));
        if (message != null) {
          ice.onMessage(message, server, nowNanos);
        }
      }
      case DTLS -> dtls.received(buffers.cipher(), 0, copy(in));
      case RTCP, OTHER -> {}
    }
  }

  private void media(ByteBuffer in, long nowNanos) {
    if (!ready() || in.limit() < 12) {
      return;
    }
    int second = in.get(1) & 0xFF;
    if (second >= 192 && second <= 223) {
      media.rtcp(this, copy(in), nowNanos);
    } else {
      media.rtp(this, nowNanos);
    }
  }

  private int copy(ByteBuffer in) {
    in.get(0, buffers.cipher(), 0, in.limit());
    return in.limit();
  }

  private void sendCipher(int length) {
    ByteBuffer out = buffers.out();
    out.clear();
    out.put(buffers.cipher(), 0, length).flip();
    write(out);
  }

  /** Any thread. What the kernel does not take is lost, as on any network. */
  private void write(ByteBuffer datagram) {
    try {
      channel.write(datagram);
    } catch (ClosedChannelException | PortUnreachableException e) {
      failure = failure == null ? "the server has closed its port" : failure;
    } catch (IOException e) {
      failure = e.toString();
    }
  }

  private SrtpSender sender() {
    if (sender == null) {
      SrtpKeys keys = keys();
      sender = SrtpSender.of(keys.profile(), keys.localKey(), keys.localSalt());
    }
    return sender;
  }

  private SrtpReceiver receiver() {
    if (receiver == null) {
      SrtpKeys keys = keys();
      receiver = SrtpReceiver.of(keys.profile(), keys.remoteKey(), keys.remoteSalt());
    }
    return receiver;
  }

  private SrtpKeys keys() {
    SrtpKeys keys = agreed;
    if (keys == null) {
      throw new IllegalStateException("no keys yet");
    }
    return keys;
  }

  private final class HandshakeListener implements DtlsListener {
    @Override
    public void connected(SrtpKeys keys) {
      agreed = keys;
    }

    @Override
    public void failed(DtlsFailure reason, String detail) {
      failure = "DTLS: " + reason + " " + detail;
    }

    @Override
    public void closed() {
      failure = "the server said goodbye";
    }
  }
}
