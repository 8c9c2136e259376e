package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.unit.Codec;
import org.wcs.webrtc.Stage.Actor;

final class PublishAndPlayTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
    assertThat(stage.hub.streams()).isEmpty();
    assertThat(stage.protocol.peers()).isEmpty();
  }

  @Test
  void aPictureReachesEveryPlayerInOneBurstEach() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor one = stage.player("cam");
    Actor two = stage.player("cam");
    publisher.picture(true, 3, 900);
    long bursts = stage.network.bursts();
    stage.pass(4_000_000);
    assertThat(one.video()).hasSize(3);
    assertThat(two.video()).hasSize(3);
    assertThat(one.video().get(0)[12]).isEqualTo((byte) 0x10);
    assertThat(stage.network.bursts() - bursts).isEqualTo(2);
    publisher.picture(false, 2, 900);
    stage.pass(4_000_000);
    assertThat(sequences(one)).isEqualTo(consecutive(sequences(one).getFirst(), 5));
  }

  @Test
  void aPlayerWaitsForAKeyFrameAndThePublisherIsAskedForOne() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    publisher.picture(true, 1, 900);
    stage.pass(10_000_000);
    Actor player = stage.player("cam");
    publisher.picture(false, 1, 900);
    stage.pass(20_000_000);
    assertThat(player.video()).isEmpty();
    assertThat(publisher.reports).anyMatch(RtcpPacket.Pli.class::isInstance);
    publisher.picture(true, 1, 900);
    stage.pass(20_000_000);
    assertThat(player.video()).hasSize(1);
  }

  @Test
  void theRequestForAKeyFrameIsRepeatedUntilOneComesAndSharedByAllPlayers() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    publisher.picture(true, 1, 900);
    stage.pass(10_000_000);
    stage.player("cam");
    stage.player("cam");
    stage.player("cam");
    publisher.reports.clear();
    stage.pass(2 * SECOND);
    long asked = publisher.reports.stream().filter(RtcpPacket.Pli.class::isInstance).count();
    assertThat(asked).isBetween(3L, 5L);
    publisher.picture(true, 1, 900);
    stage.pass(20_000_000);
    publisher.reports.clear();
    stage.pass(SECOND);
    assertThat(publisher.reports).noneMatch(RtcpPacket.Pli.class::isInstance);
  }

  @Test
  void aLostPacketIsAskedForAndReachesThePlayerInItsPlace() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.picture(true, 1, 900);
    stage.pass(4_000_000);
    stage.network.link(1, 0, 0);
    publisher.picture(false, 1, 700);
    stage.pass(2_000_000);
    stage.network.link(0, 0, 0);
    publisher.picture(false, 1, 900);
    stage.pass(60_000_000);
    assertThat(publisher.reports)
        .filteredOn(RtcpPacket.Nack.class::isInstance)
        .first()
        .extracting(each -> ((RtcpPacket.Nack) each).sequences())
        .isEqualTo(List.of(65_531));
  }

  @Test
  void aPlayerGetsAgainWhatItMissesOverTheRetransmissionFormat() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.picture(true, 2, 900);
    stage.pass(4_000_000);
    byte[] missed = player.video().get(1);
    int sequence = RtpHeader.sequence(missed, 0);
    byte[] nack = new byte[64];
    int[] missing = {sequence};
    int length = org.wcs.rtp.RtcpWriter.nack(nack, 0, 1, RtpHeader.ssrc(missed, 0), missing, 1);
    player.peer.sendRtcp(nack, length);
    stage.pass(10_000_000);
    byte[] again =
        player.packets.stream()
            .filter(each -> RtpHeader.payloadType(each, 0) == 97)
            .findFirst()
            .orElseThrow();
    assertThat(RtpHeader.readShort(again, 12)).isEqualTo(sequence);
    assertThat(again.length - 14).isEqualTo(900);
    assertThat(RtpHeader.ssrc(again, 0)).isNotEqualTo(RtpHeader.ssrc(missed, 0));
  }

  @Test
  void packetsOfAboutOneSizeArePaddedToLeaveAsOneBurst() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.picture(true, 1, 900);
    stage.pass(4_000_000);
    long bursts = stage.network.bursts();
    publisher.send(96, false, Stage.vp8(false, true, 890));
    publisher.send(96, false, Stage.vp8(false, false, 891));
    publisher.send(96, true, Stage.vp8(false, false, 300));
    publisher.send(111, true, new byte[80]);
    stage.pass(4_000_000);
    assertThat(player.video()).hasSize(4);
    assertThat(stage.network.bursts() - bursts).isEqualTo(2); // 3 of video, and the audio alone
    byte[] padded = player.video().get(1);
    assertThat(RtpHeader.payloadLength(padded, 0, padded.length)).isEqualTo(890);
  }

  @Test
  void thePictureSizeAndTheCodecAreKnownToTheStream() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    publisher.picture(true, 1, 900);
    stage.pass(4_000_000);
    MediaStream stream = stage.hub.find("cam").orElseThrow();
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().width()).isEqualTo(320);
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().height()).isEqualTo(240);
    assertThat(stream.track(Codec.Kind.VIDEO).orElseThrow().codec()).isEqualTo(new Codec.Vp8());
  }

  @Test
  void playersAreToldWhenThePublisherStops() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    publisher.connection.close(EndReason.STOPPED_BY_USER);
    stage.pass(4_000_000);
    assertThat(publisher.ends).containsExactly(EndReason.STOPPED_BY_USER);
    assertThat(player.ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
  }

  @Test
  void aBusyNameIsRefusedToOthersAndTakenOverByItsOwner() throws Exception {
    Actor first = stage.publisher("a", "cam");
    assertThatThrownBy(() -> stage.publisher("b", "cam"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(EndReason.NAME_IN_USE));
    Actor second = stage.publisher("a", "cam");
    assertThat(first.ends).isNotEmpty();
    assertThat(stage.hub.find("cam").orElseThrow()).isSameAs(second.connection.stream());
  }

  @Test
  void aPeerThatFallsSilentIsGivenUpWithAllItHolds() throws Exception {
    Actor publisher = stage.publisher("a", "cam");
    Actor player = stage.player("cam");
    stage.network.link(1, 0, 0);
    stage.pass(40 * SECOND);
    assertThat(publisher.ends).containsExactly(EndReason.ICE_KEEP_ALIVE);
    assertThat(player.ends).hasSize(1);
    assertThat(stage.lane.timers()).isZero();
  }

  @Test
  void whoNeverConnectsIsGivenUp() throws Exception {
    Actor nobody = stage.new Actor("nobody");
    String offer = nobody.peer.offer("sendonly", "VP8/90000");
    stage.protocol.publish(stage.request(nobody, "a", "cam", offer), true, nobody);
    stage.pass(20 * SECOND);
    assertThat(nobody.ends).containsExactly(EndReason.ICE_TIMEOUT);
  }

  private static List<Integer> sequences(Actor actor) {
    return actor.video().stream().map(each -> RtpHeader.sequence(each, 0)).toList();
  }

  private static List<Integer> consecutive(int from, int count) {
    return java.util.stream.IntStream.range(from, from + count).boxed().toList();
  }
}
