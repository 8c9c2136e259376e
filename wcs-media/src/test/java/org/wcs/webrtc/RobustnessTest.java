package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.ice.PacketKind;
import org.wcs.ice.StunIntegrity;
import org.wcs.ice.StunMessage;
import org.wcs.ice.StunWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.EndReason;
import org.wcs.webrtc.Stage.Actor;

/** What peers and strangers may do without harm to anybody else. */
final class RobustnessTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(4);
  private static final InetSocketAddress STRANGER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 55_555);

  private final Stage stage = new Stage();

  @AfterEach
  void nothingIsLeft() {
    stage.protocol.close();
    stage.pass(SECOND);
    assertThat(stage.leftovers()).isZero();
    stage.close();
  }

  /** Media still goes from one to the other. */
  private void mediaFlows(Actor publisher, Actor player) {
    int before = player.video().size();
    publisher.picture(true, 2, 800);
    stage.pass(FRAME);
    assertThat(player.video()).hasSize(before + 2);
  }

  private static List<byte[]> nonsense() {
    List<byte[]> all = new ArrayList<>(List.of(new byte[0]));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(i % 10 == 0 ? 1_500 : 60)];
      random.nextBytes(bytes);
      // Of each kind, so that nothing is thrown away at the door: STUN, DTLS, RTP, RTCP.
      int[] first = {0, 0, 20, 22, 63, 0x80, 0x9F, 0xBF, bytes[0]};
      bytes[0] = (byte) first[i % first.length];
      if (bytes.length > 1 && i % 3 == 0) {
        bytes[1] = (byte) 200;
      }
      all.add(bytes);
    }
    return all;
  }

  @Test
  void nonsenseFromStrangersIsCounted() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    long before = stage.protocol.droppedDatagrams();
    List<byte[]> nonsense = nonsense();
    nonsense.forEach(bytes -> stage.network.toServer(STRANGER, bytes));
    stage.pass(FRAME);
    assertThat(stage.protocol.droppedDatagrams() - before).isEqualTo(nonsense.size());
    mediaFlows(publisher, player);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nonsenseFromAPeerHarmsNobody(boolean fromPublisher) throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    Actor source = fromPublisher ? publisher : player;
    long before = stage.protocol.droppedDatagrams();
    nonsense().forEach(bytes -> stage.network.toServer(source.address, bytes));
    stage.pass(50 * FRAME);
    assertThat(stage.protocol.droppedDatagrams()).isGreaterThan(before + 1_000);
    mediaFlows(publisher, player);
  }

  @Test
  void nonsenseOverTcpIsCounted() throws Exception {
    var connection = stage.network.connect(STRANGER, bytes -> {});
    List<byte[]> nonsense = nonsense();
    nonsense.forEach(connection::toServer);
    stage.pass(FRAME);
    assertThat(stage.protocol.droppedDatagrams()).isEqualTo(nonsense.size());
    connection.close();
    stage.lane.drain();
  }

  private static byte[] check(String ufrag, String password, boolean nominates) {
    byte[] buffer = new byte[StunWriter.ROOM];
    byte[] transaction = new byte[12];
    new Random().nextBytes(transaction);
    StunWriter writer =
        new StunWriter()
            .begin(buffer, 0, StunMessage.BINDING_REQUEST, transaction)
            .username(ufrag + ":peer")
            .priority(1)
            .controlling(1);
    if (nominates) {
      writer.useCandidate();
    }
    int end = writer.integrity(new StunIntegrity(password)).fingerprint().end();
    return java.util.Arrays.copyOf(buffer, end);
  }

  @Test
  void whoDoesNotKnowThePasswordLearnsNothingAndMovesNothing() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    List<byte[]> answers = new ArrayList<>();
    stage.network.attach(STRANGER, answers::add);
    SessionDescription answer = player.peer.answer();
    MediaDescription media = answer.media().getFirst();
    stage.network.toServer(STRANGER, check(media.iceUfrag(answer), "a".repeat(24), true));
    stage.network.toServer(STRANGER, check("nobody", media.icePwd(answer), true));
    stage.pass(FRAME);
    assertThat(answers).hasSize(1);
    StunMessage refusal = StunMessage.parse(answers.getFirst(), 0, answers.getFirst().length);
    assertThat(refusal.type()).isEqualTo(StunMessage.BINDING_ERROR);
    mediaFlows(publisher, player);
    assertThat(answers).hasSize(1);
  }

  private static List<byte[]> ofKind(Actor actor, PacketKind kind) {
    return actor.sent.stream().filter(each -> PacketKind.of(each, 0, each.length) == kind).toList();
  }

  @Test
  void replayedAndCorruptedPacketsAreCountedAndGoNoFurther() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    mediaFlows(publisher, player);
    byte[] report = new byte[64];
    publisher.peer.sendRtcp(report, senderReport(report, 1L << 32, 0));
    stage.pass(FRAME);
    List<byte[]> rtp = ofKind(publisher, PacketKind.RTP);
    List<byte[]> rtcp = ofKind(publisher, PacketKind.RTCP);
    assertThat(rtp).hasSize(2);
    assertThat(rtcp).isNotEmpty();
    long before = stage.protocol.droppedDatagrams();
    int sent = 0;
    for (byte[] each : List.of(rtp.getLast(), rtcp.getLast())) {
      for (int i = 2; i < each.length; i++) {
        byte[] corrupted = each.clone();
        corrupted[i] ^= (byte) 0x40;
        stage.network.toServer(publisher.address, corrupted);
        sent++;
      }
      stage.network.toServer(publisher.address, each);
      sent++;
    }
    stage.pass(FRAME);
    assertThat(stage.protocol.droppedDatagrams() - before).isEqualTo(sent);
    assertThat(player.video()).hasSize(2);
    mediaFlows(publisher, player);
  }

  private static int senderReport(byte[] out, long ntp, int timestamp) {
    return org.wcs.rtp.RtcpWriter.senderReport(
        out, 0, 0x1000 + 96, new org.wcs.rtp.RtcpWriter.Moment(ntp, timestamp), 1, 1);
  }

  @Test
  void aFloodOfSourcesUnderOnePayloadTypeDoesNotTakeTheTrackOver() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    mediaFlows(publisher, player);
    byte[] packet = new byte[100];
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    System.arraycopy(Stage.vp8(true, true, 88), 0, packet, 12, 88);
    for (int i = 0; i < 5_000; i++) {
      RtpHeader.writeShort(packet, 2, 500);
      RtpHeader.writeInt(packet, 8, 0x5000_0000 + i);
      publisher.peer.sendRtp(packet, 12, 500);
    }
    stage.pass(FRAME);
    mediaFlows(publisher, player);
  }

  @Test
  void aHandshakeThatIsNeverBegunIsGivenUpThoughThePeerKeepsProvingItself() throws Exception {
    Actor peer = stage.new Actor("peer");
    peer.sends = bytes -> PacketKind.of(bytes, 0, bytes.length) != PacketKind.DTLS;
    stage.publish(peer, "a", "cam", peer.peer.offer("sendonly", "VP8/90000"));
    stage.pass(17 * SECOND);
    assertThat(peer.ends).containsExactly(EndReason.DTLS_ERROR);
    assertThat(peer.connected).isFalse();
    assertThat(stage.leftovers()).isZero();
  }

  @Test
  void aHandshakeThatBeginsAndNeverEndsIsGivenUp() throws Exception {
    Actor peer = stage.new Actor("peer");
    int[] records = {0};
    peer.sends =
        bytes -> PacketKind.of(bytes, 0, bytes.length) != PacketKind.DTLS || records[0]++ < 1;
    stage.publish(peer, "a", "cam", peer.peer.offer("sendonly", "VP8/90000"));
    stage.pass(17 * SECOND);
    assertThat(peer.ends).containsExactly(EndReason.DTLS_ERROR);
    assertThat(stage.leftovers()).isZero();
  }

  @Test
  void aPeerWithAnotherCertificateThanItsOfferPromisedIsRefused() throws Exception {
    Actor peer = stage.new Actor("peer");
    String other = DtlsIdentity.generate(new SecureRandom(), 0).sdpFingerprint().toString();
    String offer =
        peer.peer
            .offer("sendonly", "VP8/90000")
            .replaceAll("a=fingerprint:[^\r]*", "a=fingerprint:" + other);
    stage.publish(peer, "a", "cam", offer);
    stage.until(() -> !peer.ends.isEmpty());
    assertThat(peer.ends).containsExactly(EndReason.DTLS_FINGERPRINT);
    assertThat(peer.connected).isFalse();
  }

  @Test
  void aPlayerThatMovesToAnotherAddressIsFollowed() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    InetSocketAddress old = player.address;
    player.move();
    stage.pass(7 * SECOND); // the next check
    stage.network.attach(old, bytes -> player.packets.clear());
    mediaFlows(publisher, player);
    assertThat(player.connection.snapshot().remoteAddress())
        .endsWith(":" + player.address.getPort());
    stage.network.toServer(old, new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1});
    mediaFlows(publisher, player);
  }

  @Test
  void aPublisherThatMovesToAnotherAddressIsHeardFromBoth() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    InetSocketAddress old = publisher.address;
    publisher.move();
    stage.pass(7 * SECOND);
    mediaFlows(publisher, player);
    InetSocketAddress fresh = publisher.address;
    publisher.address = old;
    publisher.picture(true, 1, 700);
    stage.pass(FRAME);
    publisher.address = fresh;
    mediaFlows(publisher, player);
    assertThat(player.video()).hasSize(5);
  }

  @Test
  void aPlayerThatLosesItsConnectionComesBackOverAnother() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    player.moveToTcp();
    stage.pass(7 * SECOND);
    mediaFlows(publisher, player);
    assertThat(player.connection.snapshot().tcp()).isTrue();
    player.tcp.close();
    player.moveToTcp();
    publisher.picture(false, 1, 700);
    stage.pass(7 * SECOND);
    mediaFlows(publisher, player);
    assertThat(player.ends).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGoodbyeEndsThePeer(boolean publishes) throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    Actor leaving = publishes ? publisher : player;
    leaving.peer.close();
    stage.until(() -> !leaving.ends.isEmpty());
    assertThat(leaving.ends).containsExactly(EndReason.STOPPED_BY_USER);
    stage.pass(FRAME);
    assertThat(player.ends)
        .containsExactly(publishes ? EndReason.STOPPED_BY_PUBLISHER : EndReason.STOPPED_BY_USER);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theServerSaysGoodbyeToo(boolean tcp) throws Exception {
    stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    if (tcp) {
      player.moveToTcp();
      stage.pass(7 * SECOND);
    }
    player.connection.close(EndReason.STOPPED_BY_USER);
    stage.until(() -> player.peer.goodbye());
    stage.pass(SECOND);
    assertThat(tcp && !player.tcp.closed()).isFalse();
  }

  @Test
  void aThousandPeersThatNeverComeLeaveNothingBehind() throws Exception {
    int[] ended = {0};
    PeerListener listener =
        new PeerListener() {
          @Override
          public void connected(PeerConnection peer) {}

          @Override
          public void ended(PeerConnection peer, EndReason reason) {
            ended[0] += reason == EndReason.ICE_TIMEOUT ? 1 : 0;
          }
        };
    for (int i = 0; i < 500; i++) {
      stage.protocol.publish(request(i, Offers.chromium()), true, listener);
      stage.protocol.play(request(i, Offers.chromiumPlays()), true, listener);
    }
    stage.lane.drain();
    assertThat(stage.protocol.registered()).isEqualTo(1_000);
    stage.lane.advance(17 * SECOND);
    assertThat(stage.leftovers()).isZero();
    assertThat(ended[0]).isBetween(500, 1_000); // players may hear of their publisher first
  }

  private static PeerRequest request(int i, String offer) {
    return new PeerRequest(
        "cam" + i,
        "s" + i,
        "m" + i,
        offer,
        PeerRequest.TransportChoice.ANY,
        false,
        PeerRequest.Video.AS_IS);
  }
}
