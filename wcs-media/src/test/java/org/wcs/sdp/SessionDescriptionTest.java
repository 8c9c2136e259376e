package org.wcs.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
  private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

  private static SessionDescription golden(String name) throws SdpException {
    return SessionDescription.parse(SdpGoldens.text(name));
  }

  private static PayloadFormat payload(MediaDescription media, int type) {
    return media.payloads().stream().filter(p -> p.payloadType() == type).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium-publish-offer", "firefox-call-offer", "phone-hold-offer"})
  void writesExactlyWhatItRead(String name) throws SdpException {
    String text = SdpGoldens.text(name);
    assertThat(SessionDescription.parse(text)).hasToString(text);
    String lineFeeds = text.replace("\r\n", "\n");
    assertThat(SessionDescription.parse(lineFeeds)).hasToString(text);
    assertThat(SessionDescription.parse(text.strip())).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium-publish-offer", "firefox-call-offer", "phone-hold-offer"})
  void typedViewsWriteTheValueTheyWereReadFrom(String name) throws SdpException {
    for (MediaDescription media : golden(name).media()) {
      assertThat(media.candidates().stream().map(Candidate::toString))
          .isEqualTo(media.attributeValues("candidate"));
      assertThat(media.ssrcs().stream().map(SsrcAttribute::toString))
          .isEqualTo(media.attributeValues("ssrc"));
      assertThat(media.ssrcGroups().stream().map(SsrcGroup::toString))
          .isEqualTo(media.attributeValues("ssrc-group"));
      assertThat(media.rids().stream().map(Rid::toString)).isEqualTo(media.attributeValues("rid"));
      assertThat(media.rtcpFeedbacks().stream().map(RtcpFeedback::toString))
          .isEqualTo(media.attributeValues("rtcp-fb"));
      assertThat(Views.read(media.attributeValues("extmap"), Extmap::parse))
          .hasSameSizeAs(media.attributeValues("extmap"))
          .allSatisfy(e -> assertThat(media.attributeValues("extmap")).contains(e.toString()));
      assertThat(
              Views.read(media.attributeValues("fmtp"), Fmtp::parse).stream().map(Fmtp::toString))
          .isEqualTo(media.attributeValues("fmtp"));
    }
  }

  @Test
  void readsAChromiumOffer() throws SdpException {
    SessionDescription offer = golden("chromium-publish-offer");
    assertThat(offer.bundle()).isEqualTo(new Group("BUNDLE", List.of("0", "1")));
    MediaDescription audio = offer.media().get(0);
    MediaDescription video = offer.media().get(1);
    assertThat(audio.kind()).isEqualTo("audio");
    assertThat(audio.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
    assertThat(audio.port()).isEqualTo(9);
    assertThat(audio.direction(offer)).isEqualTo(Direction.SENDONLY);
    assertThat(audio.iceUfrag(offer)).isEqualTo("Kq3x");
    assertThat(audio.setup(offer)).isEqualTo(SetupRole.ACTPASS);
    assertThat(audio.fingerprints(offer).getFirst().bytes()).hasSize(32);
    assertThat(audio.rtcpMux()).isTrue();
    assertThat(payload(audio, 111).rtpMap()).isEqualTo(new RtpMap(111, "opus", 48000, 2));
    assertThat(payload(audio, 111).parameter("USEINBANDFEC")).isEqualTo("1");
    assertThat(payload(audio, 63).fmtp()).hasToString("63 111/111");
    assertThat(payload(video, 97).apt()).isEqualTo(96);
    assertThat(payload(video, 96).apt()).isEqualTo(-1);
    assertThat(payload(video, 96).hasFeedback("nack", "pli")).isTrue();
    assertThat(payload(video, 96).hasFeedback("nack", null)).isTrue();
    assertThat(payload(video, 116).hasFeedback("nack", null)).isFalse();
    assertThat(payload(video, 106).parameter("profile-level-id")).isEqualTo("42e01f");
    assertThat(video.payloads()).hasSize(23).hasSameSizeAs(video.formats());
    assertThat(video.ssrcGroups())
        .containsExactly(new SsrcGroup("FID", List.of(3570614608L, 4207441155L)));
    assertThat(video.extmaps(offer)).hasSize(11);
    assertThat(offer.byMid("1")).isSameAs(video);
  }

  @Test
  void readsAFirefoxOfferWithCredentialsAtSessionLevel() throws SdpException {
    SessionDescription offer = golden("firefox-call-offer");
    MediaDescription audio = offer.media().get(0);
    MediaDescription video = offer.media().get(1);
    MediaDescription data = offer.media().get(2);
    assertThat(audio.iceUfrag(offer)).isEqualTo("5e0b1c2d");
    assertThat(audio.icePwd(offer)).hasSize(32);
    assertThat(audio.fingerprints(offer)).hasSize(1);
    assertThat(audio.extmaps(offer).get(1).direction()).isEqualTo(Direction.RECVONLY);
    assertThat(payload(video, 120).hasFeedback("ccm", "tmmbr")).isTrue();
    assertThat(video.candidates().get(1).tcpType()).isEqualTo("active");
    assertThat(video.candidates().get(2).relatedAddress()).isEqualTo("192.0.2.33");
    assertThat(video.rids().get(0).payloadTypes()).containsExactly(120, 126);
    assertThat(video.simulcast()).hasToString("send hi;~lo recv a,b");
    assertThat(data.kind()).isEqualTo("application");
    assertThat(data.formats()).containsExactly("webrtc-datachannel");
    assertThat(data.payloads()).isEmpty();
    assertThat(data.isRejected()).isFalse();
  }

  @Test
  void knowsStaticPayloadTypesWithoutRtpmap_rfc3551() throws SdpException {
    SessionDescription offer = golden("phone-hold-offer");
    MediaDescription audio = offer.media().getFirst();
    assertThat(audio.payloads().stream().map(p -> p.rtpMap().encoding()))
        .containsExactly("G729", "PCMU", "PCMA", "G722", "CN", "telephone-event");
    assertThat(audio.portCount()).isEqualTo(2);
    assertThat(audio.connection(offer)).isEqualTo(Connection.of("198.51.100.20"));
    assertThat(offer.bandwidths()).containsExactly("AS:96");
    assertThat(payload(audio, 18).parameter("annexb")).isEqualTo("no");
  }

  @Test
  void joinsTwoFmtpLinesOfOnePayloadTypeTheLastWinning() throws SdpException {
    String text = "m=audio 9 RTP/AVP 111 5\r\na=rtpmap:111 opus/48000/2\r\n";
    text += "a=fmtp:111 maxaveragebitrate=64000;stereo=1;\r\na=fmtp:111 minptime=10; Stereo=0\r\n";
    MediaDescription media = SessionDescription.parse(HEAD + text).media().getFirst();
    assertThat(media.payloads()).hasSize(1);
    assertThat(payload(media, 111).fmtp().parameters())
        .containsExactly(
            java.util.Map.entry("maxaveragebitrate", "64000"),
            java.util.Map.entry("stereo", "0"),
            java.util.Map.entry("minptime", "10"));
    assertThat(payload(media, 111).fmtp().getInt("maxaveragebitrate", 0)).isEqualTo(64000);
  }

  @Test
  void toleratesSloppyWriters() throws SdpException {
    String text = "v=0 \na=sendonly  \n\nx=what\nm=audio 4000 RTP/AVP 0  8 \na=mid: 7 \na=odd\n";
    SessionDescription session = SessionDescription.parse(text);
    MediaDescription media = session.media().getFirst();
    assertThat(session.name()).isEqualTo("-");
    assertThat(session.origin()).isNull();
    assertThat(media.formats()).containsExactly("0", "8");
    assertThat(media.mid()).isEqualTo("7");
    assertThat(media.direction(session)).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void leavesUnreadableAttributesOutOfTheViews() throws SdpException {
    String text = "m=video 9 RTP/AVP 96 300 x\r\na=rtpmap:96\r\na=rtpmap:x VP8/90000\r\n";
    text += "a=fmtp:999 a=b\r\na=candidate:1 1 udp 99999999999 1.2.3.4 5 typ host\r\n";
    text += "a=ssrc:4294967296 a:b\r\na=fingerprint:sha-256 AA:B\r\na=extmap:0 x\r\na=setup:maybe";
    SessionDescription session = SessionDescription.parse(HEAD + text);
    MediaDescription media = session.media().getFirst();
    assertThat(media.payloads()).isEmpty();
    assertThat(media.candidates()).isEmpty();
    assertThat(media.ssrcs()).isEmpty();
    assertThat(media.fingerprints(session)).isEmpty();
    assertThat(media.extmaps(session)).isEmpty();
    assertThat(media.setup(session)).isNull();
    assertThat(media.attributes()).hasSize(8);
  }

  @Test
  void refusesTwoHundredMediaLines() {
    String text = HEAD + "m=audio 9 RTP/AVP 0\r\n".repeat(200);
    assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SdpException.class);
  }

  @Test
  void acceptsAsManyMediaAsTheLimitSays() throws SdpException {
    String line = "m=audio 9 RTP/AVP 0\r\n";
    assertThat(SessionDescription.parse(HEAD + line.repeat(32)).media()).hasSize(32);
    assertThatThrownBy(() -> SessionDescription.parse(HEAD + line.repeat(33)))
        .isInstanceOf(SdpException.class)
        .hasMessageContaining("32 media");
  }

  @Test
  void refusesWhatIsTooLarge() {
    List<String> large =
        List.of(
            HEAD + "a=x\r\n".repeat(2000),
            HEAD + "a=" + "x".repeat(9000),
            HEAD + ("a=" + "x".repeat(1000) + "\r\n").repeat(300));
    for (String text : large) {
      assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SdpException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "v=1\r\n",
        "s=-\r\n",
        "v=0\r\nnonsense\r\n",
        "v=0\r\nA=x\r\n",
        "v=0\r\nm=\r\n",
        "v=0\r\nm=audio x RTP/AVP 0\r\n",
        "v=0\r\nm=audio 70000 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 9/0 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 9\r\n",
        "v=0\r\na=x\ry\r\n",
        "v=0\r\na"
      })
  void refusesMalformedText(String text) {
    assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SdpException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium-publish-offer", "firefox-call-offer", "phone-hold-offer"})
  void everyCorruptedByteIsReadOrRefusedWithTheOneException(String name) {
    String golden = SdpGoldens.text(name);
    int read = 0;
    int refused = 0;
    for (int at = 0; at < golden.length(); at++) {
      char good = golden.charAt(at);
      for (int bad : new int[] {good ^ 0x01, good ^ 0x80, good ^ 0xFF, 0, 0xFF}) {
        StringBuilder text = new StringBuilder(golden);
        text.setCharAt(at, (char) bad);
        if (isRead(text.toString())) {
          read++;
        } else {
          refused++;
        }
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isGreaterThanOrEqualTo(golden.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium-publish-offer", "firefox-call-offer", "phone-hold-offer"})
  void everyTruncationIsReadOrRefusedWithTheOneException(String name) {
    String golden = SdpGoldens.text(name);
    int refused = 0;
    for (int length = 0; length < golden.length(); length++) {
      refused += isRead(golden.substring(0, length)) ? 0 : 1;
    }
    assertThat(refused).isPositive().isLessThan(golden.length());
  }

  private static boolean isRead(String text) {
    try {
      SdpGoldens.touch(SessionDescription.parse(text));
      return true;
    } catch (SdpException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
      return false;
    }
  }

  @Test
  void reversesDirections() {
    assertThat(Direction.SENDONLY.reversed()).isEqualTo(Direction.RECVONLY);
    assertThat(Direction.RECVONLY.reversed()).isEqualTo(Direction.SENDONLY);
    assertThat(Direction.SENDRECV.reversed()).isEqualTo(Direction.SENDRECV);
    assertThat(Direction.INACTIVE.reversed()).isEqualTo(Direction.INACTIVE);
    assertThat(Direction.of(true, false)).isEqualTo(Direction.SENDONLY);
  }
}
