package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.sdp.Direction;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.RtcpFeedback;
import org.wcs.sdp.SessionDescription;
import org.wcs.sdp.SetupRole;
import org.wcs.stream.Picture;
import org.wcs.webrtc.Stage.Actor;

/** What stands in an answer. */
final class AnswerTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
    assertThat(stage.hub.streams()).isEmpty();
    assertThat(stage.protocol.peers()).isEmpty();
  }

  private SessionDescription publish(String offer) throws Exception {
    Actor actor = stage.new Actor("publisher");
    return SessionDescription.parse(
        stage.protocol.publish(stage.request(actor, "a", "cam", offer), true, actor).answer());
  }

  private SessionDescription play(String offer) throws Exception {
    Actor actor = stage.new Actor("player");
    return SessionDescription.parse(
        stage.protocol.play(stage.request(actor, "b", "cam", offer), true, actor).answer());
  }

  @Test
  void aBrowserThatPublishesGetsOneCodecEachWithWhatBelongsToIt() throws Exception {
    SessionDescription answer = publish(Offers.chromium());
    assertThat(answer.media()).extracting(MediaDescription::kind).containsExactly("audio", "video");
    MediaDescription audio = answer.media().get(0);
    MediaDescription video = answer.media().get(1);
    assertThat(audio.formats()).containsExactly("111");
    assertThat(video.formats()).containsExactly("102", "103"); // h264 stands first in the setting
    assertThat(video.payloads().get(1).apt()).isEqualTo(102);
    assertThat(audio.mid()).isEqualTo("0");
    assertThat(video.mid()).isEqualTo("1");
    assertThat(answer.bundle().mids()).containsExactly("0", "1");
    assertThat(audio.direction(answer)).isEqualTo(Direction.RECVONLY);
    assertThat(audio.setup(answer)).isEqualTo(SetupRole.PASSIVE);
    assertThat(audio.rtcpMux()).isTrue();
    assertThat(audio.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
    assertThat(video.iceUfrag(answer)).isEqualTo(audio.iceUfrag(answer));
    assertThat(answer.toString()).contains("\r\na=ice-lite\r\n").doesNotContain("a=ssrc");
    assertThat(video.candidates()).isNotEmpty();
  }

  @Test
  void theFormatParametersFollowTheirRtpmapAtOnce() throws Exception {
    List<String> lines = publish(Offers.chromium()).toString().lines().toList();
    for (String type : List.of("111", "102", "103")) {
      int map = indexOf(lines, "a=rtpmap:" + type);
      assertThat(lines.get(map + 1)).startsWith("a=fmtp:" + type + " ");
    }
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no line starts with " + start);
  }

  @Test
  void onlyFeedbackAndExtensionsThatAreUsedAreAgreedOn() throws Exception {
    SessionDescription answer = publish(Offers.chromium());
    MediaDescription video = answer.media().get(1);
    assertThat(feedback(video))
        .containsExactlyInAnyOrder("transport-cc", "ccm fir", "nack", "nack pli");
    assertThat(video.extmaps(answer))
        .extracting(each -> each.uri().substring(each.uri().lastIndexOf(':') + 1))
        .containsExactlyInAnyOrder(
            "//www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "mid",
            "video-orientation");
    SessionDescription player = play(Offers.chromiumPlays());
    assertThat(feedback(player.media().get(1)))
        .containsExactlyInAnyOrder("ccm fir", "nack", "nack pli");
    assertThat(player.media().get(0).extmaps(player)).hasSize(1);
    assertThat(player.media().get(1).extmaps(player)).hasSize(2);
  }

  private static List<String> feedback(MediaDescription media) {
    List<String> texts = new ArrayList<>();
    for (RtcpFeedback each : media.payloads().get(0).feedback()) {
      texts.add((each.type() + " " + (each.parameter() == null ? "" : each.parameter())).trim());
    }
    return texts;
  }

  @Test
  void aPlayerGetsOneStreamWithItsTracksAndSources() throws Exception {
    publish(Offers.chromium());
    SessionDescription answer = play(Offers.chromiumPlays());
    MediaDescription audio = answer.media().get(0);
    MediaDescription video = answer.media().get(1);
    assertThat(audio.direction(answer)).isEqualTo(Direction.SENDONLY);
    String stream = audio.msid().split(" ")[0];
    assertThat(audio.msid()).isEqualTo(stream + " a0");
    assertThat(video.msid()).isEqualTo(stream + " v0");
    assertThat(video.ssrcGroups()).hasSize(1);
    assertThat(video.ssrcGroups().getFirst().semantics()).isEqualTo("FID");
    assertThat(audio.ssrcs()).hasSize(1);
    assertThat(video.formats()).containsExactly("102", "103");
  }

  @Test
  void mediaThatIsNotTakenIsRefusedInItsPlaceAndLeftOutOfTheBundle() throws Exception {
    String offer =
        Offers.session("a b c d")
            + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:a\r\n"
            + Offers.media("video", "96", "mid:b", "sendonly", "rtpmap:96 VP8/90000")
            + Offers.media("video", "97", "mid:c", "sendonly", "rtpmap:97 VP8/90000")
            + Offers.media("audio", "0", "mid:d", "sendonly");
    SessionDescription answer = publish(offer);
    assertThat(answer.media())
        .extracting(MediaDescription::mid)
        .containsExactly("a", "b", "c", "d");
    assertThat(answer.media())
        .extracting(MediaDescription::isRejected)
        .containsExactly(true, false, true, false);
    assertThat(answer.media().get(0).formats()).containsExactly("webrtc-datachannel");
    assertThat(answer.media().get(0).protocol()).isEqualTo("UDP/DTLS/SCTP");
    assertThat(answer.media().get(2).direction(answer)).isEqualTo(Direction.INACTIVE);
    assertThat(answer.bundle().mids()).containsExactly("b", "d");
    assertThat(answer.media().get(3).payloads().getFirst().rtpMap().encoding()).isEqualTo("PCMU");
  }

  @Test
  void aMediaLineThatLivesOnlyInTheBundleIsTaken() throws Exception {
    String offer =
        Offers.session("0 1")
            + Offers.media("audio", "111", "mid:0", "sendonly", "rtpmap:111 opus/48000/2")
            + Offers.media("video", "96", "mid:1", "sendonly", "bundle-only", "rtpmap:96 VP8/90000")
                .replace("m=video 9", "m=video 0");
    SessionDescription answer = publish(offer);
    assertThat(answer.media().get(1).isRejected()).isFalse();
    assertThat(answer.bundle().mids()).containsExactly("0", "1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutABundleEveryMediaLineHasATransportOfItsOwn(boolean mids) throws Exception {
    String offer =
        Offers.session("")
            + Offers.media(
                "audio", "111", mids ? "mid:x" : "x-none", "sendonly", "rtpmap:111 opus/48000/2")
            + Offers.media(
                "video", "96", mids ? "mid:y" : "x-none", "sendonly", "rtpmap:96 VP8/90000");
    SessionDescription answer = publish(offer);
    assertThat(answer.bundle()).isNull();
    assertThat(answer.toString()).doesNotContain("a=group");
    MediaDescription audio = answer.media().get(0);
    MediaDescription video = answer.media().get(1);
    assertThat(audio.iceUfrag(answer)).isNotEqualTo(video.iceUfrag(answer));
    assertThat(audio.mid()).isEqualTo(mids ? "x" : null);
    assertThat(video.candidates()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"actpass,PASSIVE", "active,PASSIVE", "passive,ACTIVE"})
  void theServerWaitsForTheHandshakeUnlessThePeerDoes(String offered, SetupRole answered)
      throws Exception {
    SessionDescription answer =
        publish(Offers.chromium().replace("setup:actpass", "setup:" + offered));
    assertThat(answer.media().getFirst().setup(answer)).isEqualTo(answered);
  }

  @Test
  void theShorterNameOfTheProfileIsMirrored() throws Exception {
    SessionDescription answer =
        publish(Offers.chromium().replace("UDP/TLS/RTP/SAVPF", "RTP/SAVPF"));
    assertThat(answer.media()).extracting(MediaDescription::protocol).containsOnly("RTP/SAVPF");
    assertThat(answer.media()).noneMatch(MediaDescription::isRejected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio", "video"})
  void oneKindOfMediaIsEnough(String kind) throws Exception {
    String all = Offers.chromium();
    int video = all.indexOf("m=video");
    String session = all.substring(0, all.indexOf("m=audio")).replace("BUNDLE 0 1", "BUNDLE 0");
    String media =
        kind.equals("audio")
            ? all.substring(all.indexOf("m=audio"), video)
            : all.substring(video).replace("a=mid:1", "a=mid:0");
    SessionDescription answer = publish(session + media);
    assertThat(answer.media()).hasSize(1);
    assertThat(answer.bundle().mids()).containsExactly("0");
    SessionDescription player = play(Offers.chromiumPlays());
    assertThat(player.media()).hasSize(2);
    assertThat(player.media()).filteredOn(MediaDescription::isRejected).hasSize(1);
    assertThat(player.bundle().mids()).containsExactly(kind.equals("audio") ? "0" : "1");
  }

  @ParameterizedTest
  @CsvSource({
    "0,PCMU,8000",
    "8,PCMA,8000",
    "9,G722,8000",
  })
  void audioOfAFixedNumberNeedsNoRtpmap(int type, String encoding, int clockRate) throws Exception {
    SessionDescription answer =
        publish(Offers.session("") + Offers.media("audio", "" + type, "mid:0", "sendonly"));
    PayloadFormat format = answer.media().getFirst().payloads().getFirst();
    assertThat(format.payloadType()).isEqualTo(type);
    assertThat(answer.toString()).contains("a=rtpmap:" + type + " " + encoding + "/" + clockRate);
    SessionDescription player =
        play(
            Offers.session("")
                + Offers.media(
                    "audio", "111 " + type, "mid:0", "recvonly", "rtpmap:111 opus/48000/2"));
    assertThat(player.media().getFirst().formats()).containsExactly("" + type);
  }

  @Test
  void aLimitOfTheBitRateIsToldToThePublisher() throws Exception {
    Actor actor = stage.new Actor("publisher");
    PeerRequest request =
        new PeerRequest(
            "cam",
            "a",
            "m",
            Offers.chromium(),
            PeerRequest.TransportChoice.ANY,
            true,
            new PeerRequest.Video(0, 700_000, Picture.AS_IS));
    String answer = stage.protocol.publish(request, true, actor).answer();
    assertThat(answer).contains("b=AS:700\r\n", "b=TIAS:700000\r\n", "urn:3gpp:video-orientation");
    assertThat(answer.indexOf("b=AS")).isGreaterThan(answer.indexOf("m=video"));
  }
}
