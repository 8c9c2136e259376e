package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.MediaStream;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** From packets of a camera to a stream of the hub. */
final class RtpIngestTest extends IngestCase {

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
}
