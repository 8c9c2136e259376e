package org.wcs.fake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.sdp.SetupRole;
import org.wcs.srtp.SrtpKeys;
import org.wcs.srtp.SrtpReceiver;
import org.wcs.srtp.SrtpSender;

/**
 * A browser without a browser: offers, checks, shakes hands and protects as a real one does, with
 * no socket of its own. Driven from one thread but for the handshake, which runs on its executor.
 */
public final class TestPeer {

  /** What the peer does with the outside. */
  public interface Outside {
    /** Sends a datagram to the server; any thread. */
    void send(InetSocketAddress to, byte[] datagram);

    /** A decrypted RTP packet; lent. */
    void rtp(byte[] packet, int length);

    /** A decrypted RTCP compound; lent. */
    void rtcp(byte[] compound, int length);
  }

  private final IceCredentials credentials;
  private final DtlsIdentity identity;
  private final Executor blocking;
  private final Outside outside;
  private final byte[] plain = new byte[2_048];
  private final byte[] protectedPacket = new byte[2_048];
  private @Nullable IceClient ice;
  private @Nullable DtlsSession dtls;
  private volatile @Nullable SrtpKeys keys;
  private volatile boolean failed;
  private volatile boolean goodbye;
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private @Nullable SessionDescription answer;

  /** Makes a peer; the identity may be shared by many. */
  public TestPeer(DtlsIdentity identity, SecureRandom random, Executor blocking, Outside outside) {
    this.credentials = IceCredentials.generate(random);
    this.identity = identity;
    this.blocking = blocking;
    this.outside = outside;
  }

  /**
   * An offer of one audio and one video m-line, bundled.
   *
   * @param direction {@code sendonly} or {@code recvonly}
   * @param videoCodec encoding name with clock, for example {@code VP8/90000}
   */
  public String offer(String direction, String videoCodec) {
    String common =
        "c=IN IP4 0.0.0.0\r\na=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:%s\r\n"
                .formatted(credentials.ufrag(), credentials.pwd(), identity.sdpFingerprint())
            + "a=setup:actpass\r\na=rtcp-mux\r\na="
            + direction
            + "\r\n";
    String fmtp =
        videoCodec.toLowerCase(Locale.ROOT).startsWith("h264")
            ? "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f\r\n"
            : "";
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
        + common
        + "a=mid:0\r\na=rtpmap:111 opus/48000/2\r\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n"
        + common
        + "a=mid:1\r\na=rtpmap:96 "
        + videoCodec
        + "\r\n"
        + fmtp
        + "a=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 goog-remb\r\n"
        + "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n";
  }

  /** Takes the answer and begins to check its first UDP candidate. */
  public void answer(String sdp, long nowNanos) throws SdpException {
    SessionDescription description = SessionDescription.parse(sdp);
    answer = description;
    MediaDescription media =
        description.media().stream().filter(each -> !each.isRejected()).findFirst().orElseThrow();
    IceCredentials remote =
        new IceCredentials(text(media.iceUfrag(description)), text(media.icePwd(description)));
    ice =
        new IceClient(
            credentials,
            remote,
            new IceClient.Timing(IceTimeouts.DEFAULT, nowNanos),
            new SecureRandom(),
            (to, bytes, length) -> outside.send(to, Arrays.copyOf(bytes, length)));
    dtls =
        new DtlsSession(
            media.setup(description) == SetupRole.ACTIVE ? DtlsRole.SERVER : DtlsRole.CLIENT,
            identity,
            media.fingerprints(description),
            DtlsTimeouts.DEFAULT,
            blocking,
            this::toServer,
            new Handshake());
    ice.addRemote(firstUdp(media), nowNanos);
  }

  /** The answer, once it is here. */
  public SessionDescription answer() {
    SessionDescription now = answer;
    if (now == null) {
      throw new IllegalStateException("no answer yet");
    }
    return now;
  }

  /** Time goes on: sends what is due, starts the handshake once there is a path. */
  public void tick(long nowNanos) {
    IceClient client = ice;
    DtlsSession session = dtls;
    if (client == null || session == null) {
      return;
    }
    client.onTimeout(nowNanos);
    if (client.selected() != null) {
      session.start();
    }
  }

  /** A datagram from the server; lent. */
  public void received(InetSocketAddress from, byte[] datagram, int length, long nowNanos) {
    switch (PacketKind.of(datagram, 0, length)) {
      case STUN -> stun(StunMessage.parse(datagram, 0, length), from, nowNanos);
      case DTLS -> {
        if (dtls != null) {
          dtls.received(datagram, 0, length);
        }
      }
      case RTP -> {
        int plainLength = ready() ? receiver().unprotectRtp(datagram, 0, length, plain, 0) : -1;
        if (plainLength > 0) {
          outside.rtp(plain, plainLength);
        }
      }
      case RTCP -> {
        int plainLength = ready() ? receiver().unprotectRtcp(datagram, 0, length, plain, 0) : -1;
        if (plainLength > 0) {
          outside.rtcp(plain, plainLength);
        }
      }
      case OTHER -> {}
    }
  }

  /** Sends an RTP packet given in plain; the sequence number is the packet index. */
  public void sendRtp(byte[] packet, int headerLength, long index) {
    System.arraycopy(packet, 0, protectedPacket, 0, headerLength);
    int length =
        sender()
            .protectRtp(
                protectedPacket,
                0,
                headerLength,
                packet,
                headerLength,
                packet.length - headerLength,
                0,
                index);
    toServer(protectedPacket, 0, length);
  }

  /** Sends an RTCP compound given in plain. */
  public void sendRtcp(byte[] compound, int length) {
    System.arraycopy(compound, 0, protectedPacket, 0, length);
    toServer(protectedPacket, 0, sender().protectRtcp(protectedPacket, 0, length));
  }

  /** Says goodbye. */
  public void close() {
    if (dtls != null) {
      dtls.close();
    }
  }

  /** Whether keys are agreed on. */
  public boolean ready() {
    return keys != null;
  }

  /** Whether the handshake failed. */
  public boolean failed() {
    return failed;
  }

  /** Whether the server said goodbye. */
  public boolean goodbye() {
    return goodbye;
  }

  private void stun(@Nullable StunMessage message, InetSocketAddress from, long nowNanos) {
    if (message != null && ice != null) {
      ice.onMessage(message, from, nowNanos);
    }
  }

  private void toServer(byte[] buffer, int offset, int length) {
    InetSocketAddress to = ice == null ? null : ice.selected();
    if (to != null) {
      outside.send(to, Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  private SrtpSender sender() {
    SrtpKeys agreed = agreed();
    if (sender == null) {
      sender = SrtpSender.of(agreed.profile(), agreed.localKey(), agreed.localSalt());
    }
    return sender;
  }

  private SrtpReceiver receiver() {
    SrtpKeys agreed = agreed();
    if (receiver == null) {
      receiver = SrtpReceiver.of(agreed.profile(), agreed.remoteKey(), agreed.remoteSalt());
    }
    return receiver;
  }

  private SrtpKeys agreed() {
    SrtpKeys now = keys;
    if (now == null) {
      throw new IllegalStateException("no keys yet");
    }
    return now;
  }

  private static InetSocketAddress firstUdp(MediaDescription media) {
    List<Candidate> udp = media.candidates().stream().filter(Candidate::isUdp).toList();
    Candidate first = udp.getFirst();
    return new InetSocketAddress(InetAddress.ofLiteral(first.address()), first.port());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private final class Handshake implements DtlsListener {
    @Override
    public void connected(SrtpKeys agreed) {
      keys = agreed;
    }

    @Override
    public void failed(DtlsFailure failure, String detail) {
      failed = true;
    }

    @Override
    public void closed() {
      goodbye = true;
    }
  }
}
