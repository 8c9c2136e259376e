package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.sdp.SessionDescription;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.CodecFit;

/** Which codec is chosen. */
final class NegotiationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "vp8,h264,opus;111 96",
        "h264,vp8,opus;111 102",
        "vp9,vp8,pcma,opus;8 98",
        "av1,pcmu;0 45",
        "g722,h264;9 102",
        "opus;111 -",
      })
  void theSettingTellsWhichCodecIsPreferredAndWhichAreTaken(String codecs, String chosen)
      throws Exception {
    List<MediaPlan> plans = Negotiation.of(Offers.codecs(codecs), Offers.chromium()).publish(false);
    assertThat(type(plans.get(0)) + " " + type(plans.get(1))).isEqualTo(chosen);
  }

  private static String type(MediaPlan plan) {
    PayloadFormat format = plan.format();
    return format == null ? "-" : String.valueOf(format.payloadType());
  }

  @Test
  void ofOneCodecTheFirstFormatOfferedIsTaken() throws Exception {
    List<MediaPlan> plans = Negotiation.of(Offers.codecs("h264"), Offers.chromium()).publish(false);
    assertThat(plans.get(1).codec()).isEqualTo(new Codec.H264(0x42001F, 1));
  }

  private static Codec codec(String encoding, String fmtp) throws Exception {
    SessionDescription offer = SessionDescription.parse(Offers.video("sendonly", encoding, fmtp));
    return SdpCodecs.codec(offer.media().getFirst().payloads().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // the same profile, whatever the level
        "profile-level-id=42e01f;profile-level-id=42e034;true",
        "profile-level-id=42e01f;profile-level-id=42c01f;true",
        "profile-level-id=640c1f;profile-level-id=640c34;true",
        // constrained baseline is played by all the others
        "profile-level-id=42e01f;profile-level-id=42001f;true",
        "profile-level-id=42001f;profile-level-id=42e01f;true",
        "profile-level-id=42e01f;profile-level-id=4d001f;true",
        "profile-level-id=42e01f;profile-level-id=64001f;true",
        "profile-level-id=4d001f;profile-level-id=64001f;true",
        "profile-level-id=640c1f;profile-level-id=64001f;true",
        // a decoder of less cannot play more
        "profile-level-id=4d001f;profile-level-id=42e01f;false",
        "profile-level-id=64001f;profile-level-id=42e01f;false",
        "profile-level-id=64001f;profile-level-id=4d001f;false",
        "profile-level-id=64001f;profile-level-id=640c1f;false",
        "profile-level-id=f4001f;profile-level-id=64001f;false",
        "profile-level-id=42e01f;profile-level-id=f4001f;false",
        // mode 1 contains mode 0
        "packetization-mode=0;packetization-mode=0;true",
        "packetization-mode=0;packetization-mode=1;true",
        "packetization-mode=1;packetization-mode=0;false",
        "packetization-mode=1;packetization-mode=1;true",
        // nothing said means baseline and mode 0; nonsense means nothing said
        "x=1;profile-level-id=42e01f;true",
        "profile-level-id=zz;packetization-mode=none;true",
      })
  void h264IsPlayedByWhoDecodesItsProfileAndMode(String sent, String offered, boolean fits)
      throws Exception {
    assertThat(CodecFit.of(codec("H264", sent), codec("H264", offered)) > 0).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "VP8;x=1;VP8;x=1;true",
        "vp8;x=1;VP8;x=1;true",
        "VP8;x=1;VP9;profile-id=0;false",
        "VP9;x=1;VP9;profile-id=0;true",
        "VP9;profile-id=0;VP9;profile-id=2;false",
        "VP9;profile-id=2;VP9;profile-id=2;true",
        "AV1;profile=0;AV1;profile=0;true",
        "AV1;profile=0;AV1;profile=1;true",
        "AV1;profile=1;AV1;profile=0;false",
        "H265;profile-id=1;H265;level-id=120;true",
        "H265;profile-id=2;H265;profile-id=1;false",
        "H265;profile-id=1;H264;profile-level-id=42e01f;false",
      })
  void aStreamFitsItsOwnCodecInAProfileThatDecodesIt(
      String sent, String sentFmtp, String offered, String offeredFmtp, boolean fits)
      throws Exception {
    assertThat(CodecFit.of(codec(sent, sentFmtp), codec(offered, offeredFmtp)) > 0).isEqualTo(fits);
  }

  @Test
  void aPlayerGetsTheFormatThatFitsBest() throws Exception {
    Codec sent = new Codec.H264(0x42E01F, 0);
    int high = CodecFit.of(sent, new Codec.H264(0x64001F, 0));
    int sameProfile = CodecFit.of(sent, new Codec.H264(0x42E01F, 1));
    int same = CodecFit.of(sent, new Codec.H264(0x42E028, 0));
    assertThat(same).isGreaterThan(sameProfile);
    assertThat(sameProfile).isGreaterThan(high);
    assertThat(high).isPositive();
  }

  @Test
  void whatOnlyCamerasSendIsNotAskedForOnBehalfOfBrowsers() throws Exception {
    String offer =
        Offers.session("")
            + Offers.media(
                "video",
                "26 96",
                "mid:0",
                "recvonly",
                "rtpmap:26 JPEG/90000",
                "rtpmap:96 VP8/90000");
    Negotiation negotiation = Negotiation.of(Offers.codecs("vp8"), offer);
    List<Codec> wished = new ArrayList<>();
    Renditions renditions =
        (stream, kind, wish) -> {
          wished.addAll(wish.codecs());
          return new Rendition.Ready(stream.tracks().getFirst(), false);
        };
    ManualLane lane = new ManualLane();
    Track jpeg = Tracks.ofFrames(0, new Codec.Jpeg(), lane, wish -> {}, TrackLimits.USUAL);
    MediaStream camera =
        new MediaStream("a", new Publisher("s", "m", "RTSP"), lane, List.of(jpeg), reason -> {});
    assertThatThrownBy(() -> negotiation.play(camera, renditions, Picture.AS_IS))
        .isInstanceOf(RefusedException.class);
    assertThat(wished).containsExactly(new Codec.Vp8());
  }
}
