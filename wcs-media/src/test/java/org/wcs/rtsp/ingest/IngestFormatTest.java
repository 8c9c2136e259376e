package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.config.RtspConfig;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** Formats that are published as they come, and those that become frames. */
final class IngestFormatTest extends IngestCase {

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
