package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.stream.Feedback;
import org.wcs.unit.RtpPacket;

/** What cameras and networks do to numbers, timestamps and sources. */
final class IngestSourceTest extends IngestCase {

  @Test
  void doublesGoOnOnceAndReorderedPacketsInOrderOfArrival() {
    stage.plan(Stage.sdp(true));
    Stage.Ear<RtpPacket> ear = null;
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      packets.add(audio.packet(false, SOUND));
      audio.timestamp += 160;
    }
    stage.rtp(1, packets.get(0));
    ear = stage.packets(stage.audio());
    for (int i : new int[] {1, 1, 3, 2, 3, 5, 4, 0}) {
      stage.rtp(1, packets.get(i));
    }
    assertThat(numbers(ear.units)).containsExactly(0L, 1L, 3L, 2L, 5L, 4L);
    IngestSnapshot.Media numbers = stage.ingest.snapshot().media().get(1);
    assertThat(numbers.received().doubles()).isEqualTo(3);
  }

  @Test
  void aSourceThatCountsAnewIsFollowed() {
    audio.sequence = 30_000;
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    audio.sequence = 10;
    for (int i = 0; i < 100; i++) {
      sound();
      stage.pass(20 * MILLI);
    }
    assertThat(ear.units).hasSize(1 + 100 - 64);
    long first = ear.units.get(0).sequence();
    assertThat(numbers(ear.units).subList(0, 3)).containsExactly(first, first + 2, first + 3);
  }

  @Test
  void aKeyFrameIsAskedForWhileThePictureIsNotKnown() {
    stage.plan(Stage.sdp(false).replace("a=control:trackID=0", "a=rtcp-fb:96 nack pli"));
    picture(false);
    stage.pass(SECOND);
    assertThat(plis()).isPositive();
  }

  @Test
  void numbersAndTimestampsWrapWithoutAnybodyNoticing() {
    audio.sequence = 65_530;
    audio.timestamp = -800;
    stage.plan(Stage.sdp(true));
    for (int i = 0; i < 20; i++) {
      sound();
      stage.pass(20 * MILLI);
    }
    List<RtpPacket> units = stage.packets(stage.audio()).units;
    for (int i = 1; i < units.size(); i++) {
      assertThat(units.get(i).sequence()).isEqualTo(units.get(i - 1).sequence() + 1);
      assertThat(units.get(i).pts()).isEqualTo(units.get(i - 1).pts() + 160);
    }
    assertThat(units).hasSize(20);
  }

  @Test
  void aStrangerIsDroppedAsLongAsTheSourceSpeaks() {
    stage.plan(Stage.sdp(true));
    RtpSource stranger = new RtpSource(0x99, 0);
    for (int i = 0; i < 10; i++) {
      sound();
      stage.rtp(1, stranger.packet(false, SOUND));
      stage.pass(20 * MILLI);
    }
    assertThat(stage.packets(stage.audio()).units).hasSize(10);
    assertThat(stage.ingest.snapshot().dropped()).isEqualTo(10);
  }

  @Test
  void anotherSourceIsFollowedAfterSilenceAndNumbersGoOn() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    stage.pass(500 * MILLI);
    audio.ssrc = 0x33;
    audio.sequence = 40_000;
    audio.timestamp = 123_456_789;
    sound();
    sound();
    assertThat(numbers(ear.units)).containsExactly(0L, 2L, 3L); // one is missing on purpose
    assertThat(ear.units.get(1).pts()).isEqualTo(4_000);
    assertThat(ear.units.get(2).pts()).isEqualTo(4_160);
  }

  @Test
  void anotherSourceIsFollowedAtOnceAfterAGoodBye() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.rtcp(1, audio.bye());
    audio.ssrc = 0x33;
    sound();
    assertThat(stage.packets(stage.audio()).units).hasSize(2);
  }

  @Test
  void reportsOfAllMediaMayComeInOnePlace() {
    stage.plan(Stage.sdp(true));
    sound();
    picture(true);
    stage.rtcp(0, audio.bye());
    audio.ssrc = 0x33;
    sound();
    assertThat(stage.packets(stage.audio()).units).hasSize(2);
  }

  @Test
  void aJumpOfTheTimestampIsEvenedOut() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    stage.pass(20 * MILLI);
    audio.timestamp = 0x7000_0000;
    sound();
    stage.pass(20 * MILLI);
    audio.timestamp = 77;
    sound();
    assertThat(ear.units.stream().map(RtpPacket::pts)).containsExactly(0L, 160L, 320L);
  }

  @Test
  void payloadTypesThatAreWrongAreTakenOnlyWhereTheyCannotBeAnotherMedium() {
    stage.plan(Stage.sdp(true));
    sound();
    video.payloadType = 107; // told was 96, and nothing else
    picture(true);
    audio.payloadType = 13; // comfort noise
    sound();
    audio.payloadType = 8;
    sound();
    assertThat(stage.ingest.packets()).isEqualTo(2);
    assertThat(stage.ingest.snapshot().dropped()).isEqualTo(2);
  }

  @Test
  void telephoneEventsAreNotTakenForSound() {
    stage.plan(
        "v=0\r\nm=audio 0 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"
            + "a=rtpmap:8 PCMA/8000\r\n");
    RtpSource events = new RtpSource(1, 101);
    stage.rtp(0, events.packet(true, new byte[4]));
    assertThat(stage.ingest.packets()).isZero();
    RtpSource sound = new RtpSource(1, 8);
    stage.rtp(0, sound.packet(true, SOUND));
    assertThat(stage.ingest.packets()).isEqualTo(1);
  }

  @Test
  void reportsThatComeOnTheWayOfTheMediaAreReports() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.rtp(1, audio.bye());
    assertThat(stage.ingest.packets()).isEqualTo(1);
    assertThat(stage.ingest.snapshot().dropped()).isZero();
  }

  @Test
  void rubbishIsCountedAndDropped() {
    stage.plan(Stage.sdp(true));
    sound();
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      int media = random.nextInt(4) - 1;
      stage.rtp(media, bytes);
      stage.rtcp(media, bytes);
    }
    assertThat(stage.ended).isEmpty();
    assertThat(stage.ingest.snapshot().dropped()).isGreaterThan(1_000);
    sound();
    assertThat(stage.packets(stage.audio()).units.size()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void lossIsCountedAndTold() {
    stage.plan(Stage.sdp(true));
    for (int i = 0; i < 260; i++) {
      byte[] packet = audio.packet(false, SOUND);
      audio.timestamp += 160;
      if (i % 10 != 5) {
        stage.rtp(1, packet);
      }
      stage.pass(20 * MILLI);
    }
    IngestSnapshot.Media numbers = stage.ingest.snapshot().media().get(1);
    assertThat(numbers.received().lost()).isEqualTo(26);
    stage.ingest.pulse();
    assertThat(stage.audio().meter().arrival().lost()).isEqualTo(26);
    assertThat(numbers.ssrc()).isEqualTo(0x22);
    assertThat(numbers.received().jitterMillis()).isLessThan(25);
    assertThat(numbers.traffic().bitsPerSecond()).isBetween(50_000L, 70_000L);
    assertThat(stage.rtcp).hasSize(2); // every five seconds
    List<RtcpPacket> compound = RtcpCompound.parse(stage.rtcp.get(1), 0, stage.rtcp.get(1).length);
    RtcpPacket.ReceiverReport report = (RtcpPacket.ReceiverReport) compound.get(0);
    assertThat(report.reports()).hasSize(1);
    assertThat(report.reports().get(0).ssrc()).isEqualTo(0x22);
    assertThat(report.reports().get(0).fractionLost()).isBetween(20, 30);
    assertThat(compound.get(1)).isInstanceOf(RtcpPacket.SourceDescription.class);
  }

  @Test
  void aKeyFrameIsAskedForOnlyWhereTheDescriptionOffersIt() {
    stage.plan(Stage.sdp(true));
    picture(true);
    stage.rtcp.clear();
    stage.video().packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    stage.pass(SECOND);
    assertThat(stage.keyFramesWanted).isEqualTo(1);
    assertThat(stage.rtcp).isEmpty();
    assertThat(stage.ingest.snapshot().media().get(0).keyFramesWanted()).isEqualTo(1);
  }

  @Test
  void aKeyFrameIsAskedForAgainUntilItComes() {
    stage.plan(Stage.sdp(true).replace("a=control:trackID=0", "a=rtcp-fb:* nack pli"));
    picture(true);
    stage.rtcp.clear();
    stage.video().packets().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    stage.lane.drain();
    assertThat(plis()).isEqualTo(1);
    stage.pass(2_500 * MILLI);
    assertThat(plis()).isEqualTo(3);
    picture(true);
    stage.pass(3 * SECOND);
    assertThat(plis()).isEqualTo(3);
    assertThat(stage.ingest.snapshot().media().get(0).keyFramesAsked()).isEqualTo(3);
  }
}
