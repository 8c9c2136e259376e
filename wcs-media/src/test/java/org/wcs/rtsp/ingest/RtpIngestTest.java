package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.config.RtspConfig;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** From packets of a camera to a stream of the hub. */
final class RtpIngestTest {
  private static final byte[] SOUND = new byte[160];
  private static final int FRAME = 3_600; // 25 pictures a second

  private final Stage stage = new Stage();
  private final RtpSource video = new RtpSource(0x11, 96);
  private final RtpSource audio = new RtpSource(0x22, 0);

  /** A picture in one packet, 40 ms after the one before. */
  private void picture(boolean key) {
    stage.rtp(0, video.packet(true, key ? RtpSource.IDR : RtpSource.SLICE));
    video.timestamp += FRAME;
    stage.pass(40 * MILLI);
  }

  private void sound() {
    stage.rtp(1, audio.packet(false, SOUND));
    audio.timestamp += 160;
  }

  private static List<Long> numbers(List<RtpPacket> packets) {
    return packets.stream().map(RtpPacket::sequence).toList();
  }

  private static List<Integer> types(List<RtpPacket> packets) {
    return packets.stream().map(each -> each.wire()[each.payloadOffset()] & 0x1F).toList();
  }

  @Test
  void aStreamIsEnteredWithTheFirstPacketWhenTheDescriptionTellsAll() {
    assertThat(stage.plan(Stage.sdp(true))).isTrue();
    assertThat(stage.hub.find("cam")).isEmpty();
    sound();
    assertThat(stage.published).hasSize(1);
    MediaStream stream = stage.stream();
    assertThat(stream.live()).isTrue();
    assertThat(stream.tracks()).hasSize(2);
    assertThat(stage.video().codec()).isEqualTo(new Codec.H264(0x64001F, 1));
    assertThat(stage.video().width()).isEqualTo(1_280);
    assertThat(stage.video().height()).isEqualTo(720);
    assertThat(stage.audio().codec()).isEqualTo(new Codec.Pcmu());
  }

  @Test
  void packetsGoOnAsTheyComeAndFramesAreMadeOfThem() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> sounds = stage.packets(stage.audio());
    Stage.Ear<Frame> frames = stage.frames(stage.video());
    stage.rtp(0, video.packet(false, RtpSource.SPS));
    stage.rtp(0, video.packet(false, RtpSource.PPS));
    stage.rtp(0, video.packet(true, RtpSource.IDR));
    sound();
    assertThat(frames.units).hasSize(1);
    assertThat(frames.units.get(0).key()).isTrue();
    assertThat(sounds.units).hasSize(2);
    RtpPacket last = sounds.units.get(1);
    assertThat(last.payloadLength()).isEqualTo(160);
    assertThat(last.pts()).isEqualTo(160);
    assertThat(last.sequence()).isEqualTo(1);
    assertThat(last.resync()).isTrue();
  }

  @Test
  void headerExtensionsPaddingAndContributorsAreLeftAway() {
    stage.plan(Stage.sdp(true));
    byte[] plain = video.packet(true, RtpSource.IDR);
    byte[] packet =
        Bytes.join(
            Arrays.copyOf(plain, 12),
            Bytes.hex("00000007" + "abac0001" + "01020304"),
            RtpSource.IDR,
            new byte[] {0, 0, 3});
    packet[0] = (byte) 0xB1;
    stage.rtp(0, packet);
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    RtpPacket last = ear.units.getLast();
    assertThat(Arrays.copyOfRange(last.wire(), last.payloadOffset(), last.wire().length))
        .isEqualTo(RtpSource.IDR);
    assertThat(RtpHeader.valid(last.wire(), 0, last.wire().length)).isTrue();
  }

  @Test
  void aViewerThatComesLaterStartsAtTheLastKeyFrame() {
    stage.plan(Stage.sdp(true));
    picture(true);
    picture(false);
    picture(true);
    picture(false);
    picture(false);
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    assertThat(types(ear.units)).containsExactly(7, 8, 5, 1, 1);
    assertThat(stage.frames(stage.video()).units).hasSize(3);
  }

  @Test
  void parameterSetsOfTheDescriptionGoInFrontOfKeyFramesThatComeWithoutThem() {
    video.sequence = 65_534;
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    picture(true);
    picture(false);
    picture(true);
    assertThat(types(ear.units)).containsExactly(7, 8, 5, 1, 7, 8, 5);
    long first = ear.units.get(0).sequence();
    assertThat(numbers(ear.units))
        .containsExactly(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    assertThat(ear.units.stream().map(RtpPacket::resync))
        .containsExactly(true, false, false, false, true, false, false);
    assertThat(ear.units.stream().map(RtpPacket::marker))
        .containsExactly(false, false, true, true, false, false, true);
    assertThat(ear.units.get(4).pts()).isEqualTo(ear.units.get(6).pts());
  }

  @Test
  void aPacketThatIsLateFromBeforeAnInsertionKeepsItsNumber() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    picture(true); // 0, 1, 2
    byte[] late = video.packet(true, RtpSource.SLICE); // 3
    video.timestamp += FRAME;
    picture(true); // 4, 5, 6
    stage.rtp(0, late);
    assertThat(numbers(ear.units)).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 3L);
  }

  @Test
  void parameterSetsThatComeWithTheKeyFrameAreNotRepeated() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    for (int i = 0; i < 3; i++) {
      stage.rtp(0, video.packet(false, Bitstreams.stapA(RtpSource.SPS, RtpSource.PPS)));
      picture(true);
    }
    assertThat(types(ear.units)).containsExactly(24, 5, 24, 5, 24, 5);
    assertThat(ear.units.stream().map(RtpPacket::resync))
        .containsExactly(true, false, true, false, true, false);
  }

  @Test
  void aKeyFrameWhoseFirstPacketIsLateIsNoPlaceToStart() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.video());
    byte[] first = video.packet(false, RtpSource.IDR);
    byte[] second = video.packet(true, Bytes.hex("65008840112233"));
    stage.rtp(0, second);
    stage.rtp(0, first);
    assertThat(ear.units.stream().map(RtpPacket::resync)).containsExactly(false, false);
    assertThat(numbers(ear.units)).containsExactly(1L, 0L);
  }

  @Test
  void withoutParameterSetsTheStreamWaitsForThoseOfThePicture() {
    stage.plan(Stage.sdp(false));
    sound();
    picture(false);
    stage.pass(SECOND);
    assertThat(stage.published).isEmpty();
    stage.rtp(0, video.packet(false, RtpSource.SPS));
    stage.rtp(0, video.packet(false, RtpSource.PPS));
    picture(true);
    assertThat(stage.published).hasSize(1);
    assertThat(stage.video().codec()).isEqualTo(new Codec.H264(0x64001F, 1));
    assertThat(stage.video().width()).isEqualTo(1_280);
    assertThat(stage.packets(stage.audio()).units).as("sound waited").hasSize(1);
    assertThat(types(stage.packets(stage.video()).units)).containsExactly(7, 8, 5);
  }

  @Test
  void aPictureThatDoesNotSayWhatItIsIsLeftOutAndJoinsWhenItDoes() {
    stage.plan(Stage.sdp(false));
    for (int i = 0; i < 100; i++) {
      sound();
      picture(false);
    }
    assertThat(stage.published).hasSize(1);
    MediaStream before = stage.stream();
    assertThat(before.tracks()).hasSize(1);
    stage.rtp(0, video.packet(false, RtpSource.SPS));
    stage.rtp(0, video.packet(false, RtpSource.PPS));
    picture(true);
    assertThat(stage.published).hasSize(2);
    assertThat(before.live()).isFalse();
    assertThat(stage.stream().tracks()).hasSize(2);
    assertThat(stage.ended).isEmpty();
  }

  @Test
  void picturesAloneThatNeverSayWhatTheyAreFail() {
    String sdp = Stage.sdp(false);
    stage.plan(sdp.substring(0, sdp.indexOf("m=audio")));
    for (int i = 0; i < 300; i++) {
      picture(false);
    }
    assertThat(stage.ended).containsExactly("RTSP_FORMAT");
    assertThat(stage.hub.find("cam")).isEmpty();
  }

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

  private int plis() {
    int plis = 0;
    for (byte[] compound : stage.rtcp) {
      List<RtcpPacket> read = RtcpCompound.parse(compound, 0, compound.length);
      assertThat(read.get(0)).isInstanceOf(RtcpPacket.ReceiverReport.class);
      for (RtcpPacket packet : read) {
        plis += packet instanceof RtcpPacket.Pli pli && pli.mediaSsrc() == 0x11 ? 1 : 0;
      }
    }
    return plis;
  }

  @Test
  void silenceEndsThePublication() {
    stage.plan(Stage.sdp(true));
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    stage.pass(Stage.CONFIG.mediaTimeout().toNanos() + SECOND);
    assertThat(stage.ended).containsExactly("RTP_ACTIVITY");
    assertThat(ear.ends).containsExactly(EndReason.RTP_ACTIVITY);
    assertThat(stage.hub.find("cam")).isEmpty();
    sound();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void aConnectionThatIsLostLeavesTheStreamToTheNext() {
    stage.plan(Stage.sdp(true));
    sound();
    picture(true);
    MediaStream stream = stage.stream();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    Stage.Ear<Frame> frames = stage.frames(stage.video());
    stage.lane.run(stage.ingest::interrupted);
    stage.pass(2 * Stage.CONFIG.mediaTimeout().toNanos());
    assertThat(stage.ended).isEmpty();
    assertThat(stage.plan(Stage.sdp(true))).isTrue();
    audio.ssrc = 0x77;
    audio.sequence = 5;
    audio.timestamp = 99;
    sound();
    video.ssrc = 0x78;
    picture(true);
    assertThat(stage.stream()).isSameAs(stream);
    assertThat(numbers(ear.units)).containsExactly(0L, 2L);
    assertThat(ear.units.get(1).pts()).isGreaterThan(900_000L);
    picture(false);
    picture(false);
    stage.pass(SECOND);
    picture(false);
    assertThat(frames.units).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void theSameSourceOverAnotherConnectionGoesOnToo() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.lane.run(stage.ingest::interrupted);
    stage.pass(50 * MILLI);
    stage.plan(Stage.sdp(true));
    audio.sequence = 0; // it begins anew
    audio.timestamp = 0;
    sound();
    Stage.Ear<RtpPacket> ear = stage.packets(stage.audio());
    assertThat(numbers(ear.units)).containsExactly(0L, 2L);
    assertThat(ear.units.get(1).pts()).isEqualTo(400);
  }

  @Test
  void otherCodecsAreAnotherStream() {
    stage.plan(Stage.sdp(true));
    sound();
    MediaStream first = stage.stream();
    stage.lane.run(stage.ingest::interrupted);
    stage.plan(Stage.sdp(true).replace("RTP/AVP 0", "RTP/AVP 8"));
    audio.payloadType = 8;
    sound();
    assertThat(first.live()).isFalse();
    assertThat(stage.stream().track(Codec.Kind.AUDIO).orElseThrow().codec())
        .isEqualTo(new Codec.Pcma());
    assertThat(stage.published).hasSize(2);
  }

  @Test
  void aNameThatIsAnothersIsNotTaken() {
    MediaStream other =
        new MediaStream("cam", new Publisher("x", "y", "z"), stage.lane, List.of(), reason -> {});
    assertThat(stage.hub.publish(other)).isTrue();
    stage.plan(Stage.sdp(true));
    sound();
    sound();
    assertThat(stage.ended).containsExactly("NAME_IN_USE");
    assertThat(stage.stream()).isSameAs(other);
  }

  @Test
  void whoStopsTheStreamStopsThePublication() {
    stage.plan(Stage.sdp(true));
    sound();
    stage.stream().stop(EndReason.TERMINATED_BY_REST);
    stage.lane.drain();
    assertThat(stage.ended).containsExactly("TERMINATED_BY_REST");
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(stage.plan(Stage.sdp(true))).isFalse();
  }

  @Test
  void latmBecomesFrames() {
    stage.plan(
        "v=0\r\nm=audio 0 RTP/AVP 97\r\na=rtpmap:97 MP4A-LATM/48000/2\r\n"
            + "a=fmtp:97 profile-level-id=1;object=2;cpresent=0;config=400023203fc0\r\n");
    RtpSource latm = new RtpSource(5, 97);
    byte[] element = Bytes.join(new byte[] {4}, Bytes.hex("21001000"));
    stage.rtp(0, latm.packet(true, element));
    Track track = stage.audio();
    assertThat(track.codec()).isEqualTo(new Codec.Aac(2, 48_000, 2));
    Stage.Ear<Frame> frames = stage.frames(track);
    latm.timestamp += 1_024;
    stage.rtp(0, latm.packet(true, element));
    assertThat(frames.units).hasSize(2);
    assertThat(frames.units.get(0).payload()).isEqualTo(Bytes.hex("21001000"));
    assertThat(stage.packets(track).units).isNotEmpty();
  }

  @Test
  void aacOfTheUsualKindStaysAsItIs() {
    stage.plan(
        "v=0\r\nm=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000/1\r\n"
            + "a=fmtp:97 streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;"
            + "indexlength=3;indexdeltalength=3;config=1408\r\n");
    RtpSource aac = new RtpSource(5, 97);
    stage.rtp(0, aac.packet(true, Bytes.hex("0010" + "0020" + "21001000")));
    assertThat(stage.audio().codec()).isEqualTo(new Codec.Aac(2, 16_000, 1));
    assertThat(stage.packets(stage.audio()).units).hasSize(1);
    assertThat(stage.frames(stage.audio()).units.get(0).payload()).isEqualTo(Bytes.hex("21001000"));
  }

  @Test
  void aacWhoseClockIsNotItsRateBecomesFramesInStep() {
    stage.plan(
        "v=0\r\nm=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/90000/1\r\n"
            + "a=fmtp:97 mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;"
            + "config=1408\r\n");
    RtpSource aac = new RtpSource(5, 97);
    for (int i = 0; i < 100; i++) {
      stage.rtp(0, aac.packet(true, Bytes.hex("0010" + "0020" + "21001000")));
      aac.timestamp += 64 * 90;
      stage.pass(64 * MILLI);
    }
    Track track = stage.audio();
    List<Frame> frames = stage.frames(track).units;
    assertThat(frames.getLast().pts() - frames.get(0).pts()).isEqualTo(99 * 1_024);
    long shown = new org.wcs.stream.Timeline(track).nanos(frames.getLast().pts());
    assertThat(stage.lane.nanoTime() - shown).isBetween(124 * MILLI, 132 * MILLI);
  }

  @Test
  void h265HasThreeSorts() {
    byte[] vps = Bitstreams.of("h265.1280x720.vps");
    byte[] sps = Bitstreams.of("h265.1280x720.sps");
    byte[] pps = Bitstreams.of("h265.1280x720.pps");
    java.util.Base64.Encoder base64 = java.util.Base64.getEncoder();
    stage.plan(
        "v=0\r\nm=video 0 RTP/AVP 98\r\na=rtpmap:98 H265/90000\r\na=fmtp:98 sprop-vps="
            + base64.encodeToString(vps)
            + "; sprop-sps="
            + base64.encodeToString(sps)
            + "; sprop-pps="
            + base64.encodeToString(pps)
            + "\r\n");
    RtpSource source = new RtpSource(9, 98);
    byte[] idr = Bytes.hex("2601" + "af0688112233");
    stage.rtp(0, source.packet(true, idr));
    assertThat(stage.video().width()).isEqualTo(1_280);
    assertThat(stage.video().codec()).isInstanceOf(Codec.H265.class);
    List<RtpPacket> units = stage.packets(stage.video()).units;
    assertThat(units.stream().map(each -> each.wire()[12] >> 1 & 0x3F))
        .containsExactly(32, 33, 34, 19);
    assertThat(stage.frames(stage.video()).units).hasSize(1);
  }

  @Test
  void picturesWithStartCodesInTheirPacketsBecomeFrames() {
    stage.plan(Stage.sdp(true));
    sound();
    MediaStream before = stage.stream();
    byte[] code = {0, 0, 0, 1};
    byte[] picture = Bytes.join(code, RtpSource.SPS, code, RtpSource.PPS, code, RtpSource.IDR);
    stage.rtp(0, video.packet(true, picture));
    assertThat(stage.stream()).isNotSameAs(before);
    Stage.Ear<Frame> frames = stage.frames(stage.video());
    assertThat(frames.units).hasSize(1);
    assertThat(frames.units.get(0).key()).isTrue();
  }

  @Test
  void aPictureOfAnotherSizeIsTold() {
    stage.plan(Stage.sdp(true));
    picture(true);
    List<String> sizes = new ArrayList<>();
    stage.stream().listen((stream, event) -> sizes.add(event.toString()));
    stage.lane.drain();
    byte[] sps = Bytes.hex("6742c00dda0507ec0440000003004000000c83c50aa8"); // 320x240
    stage.rtp(0, video.packet(false, sps));
    assertThat(stage.video().width()).isEqualTo(320);
    assertThat(sizes).hasSize(1);
  }

  @Test
  void picturesThatAreReorderedAreNoticed() {
    stage.plan(Stage.sdp(true));
    picture(true);
    Track track = stage.video();
    boolean told = track.reordered();
    for (int step : new int[] {3, 1, 2, 6, 4, 5}) {
      video.timestamp = step * FRAME;
      stage.rtp(0, video.packet(true, RtpSource.SLICE));
    }
    assertThat(track.reordered()).isTrue();
    assertThat(told || track.reordered()).isTrue();
  }

  @Test
  void theCacheHoldsNoMoreThanTheSettingsAllow() {
    RtspConfig.Ingest usual = Stage.CONFIG;
    Stage small =
        new Stage(
            new RtspConfig.Ingest(
                usual.codecWait(),
                usual.gap(),
                usual.mediaTimeout(),
                usual.reorderWait(),
                500,
                Duration.ofSeconds(20)));
    small.plan(Stage.sdp(true));
    small.rtp(0, video.packet(true, RtpSource.IDR));
    for (int i = 0; i < 100; i++) {
      video.timestamp += FRAME;
      small.rtp(0, video.packet(true, RtpSource.SLICE));
    }
    assertThat(small.packets(small.video()).units).isEmpty();
  }
}
