package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.stream.EndReason;
import org.wcs.webrtc.Stage.Actor;

/** Offers that cannot be met are refused with the reason, and leave nothing behind. */
final class RefusalTest {
  private final Stage stage = new Stage();

  @AfterEach
  void nothingStays() {
    stage.lane.drain();
    assertThat(stage.protocol.peers()).isEmpty();
    assertThat(stage.lane.timers()).isZero();
    stage.close();
  }

  private EndReason publish(String offer) {
    Actor actor = stage.new Actor("publisher");
    PeerRequest request = stage.request(actor, "a", "cam", offer);
    return catchThrowableOfType(
            RefusedException.class, () -> stage.protocol.publish(request, true, actor))
        .reason();
  }

  private EndReason play(String offer) {
    Actor actor = stage.new Actor("player");
    PeerRequest request = stage.request(actor, "b", "cam", offer);
    return catchThrowableOfType(
            RefusedException.class, () -> stage.protocol.play(request, true, actor))
        .reason();
  }

  @Test
  void withoutAFingerprint() {
    String offer = Offers.chromium().replaceAll("a=fingerprint:[^\r]*\r\n", "");
    assertThat(publish(offer)).isEqualTo(EndReason.DTLS_FINGERPRINT);
  }

  @Test
  void withAFingerprintThatProvesNothing() {
    String sha1 = "a=fingerprint:sha-1 0B:30:55:7A:9F:C4:E9:0E:33:58:7D:A2:C7:EC:11:36:5B:80:A5:CA";
    String offer = Offers.chromium().replaceAll("a=fingerprint:[^\r\n]*", sha1);
    assertThat(publish(offer)).isEqualTo(EndReason.DTLS_FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=ice-ufrag:[^\r\n]*\r?\n", "a=ice-pwd:[^\r\n]*\r?\n", "(?<=a=ice-pwd:)[^\r\n]*"})
  void withoutUsableIceCredentials(String missing) {
    String offer = Offers.chromium().replaceAll(missing, missing.startsWith("(") ? "short" : "");
    assertThat(publish(offer)).isEqualTo(EndReason.ICE_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "v=1", "{\"a\":1}", "v=0\r\nm=audio\r\n", "\u0000\u0001"})
  void malformed(String offer) {
    assertThat(publish(offer)).isEqualTo(EndReason.FAILED);
  }

  @Test
  void withMoreMediaThanAnyBrowserHas() {
    String one = Offers.media("video", "96", "sendonly", "rtpmap:96 VP8/90000");
    assertThat(publish(Offers.session("") + one.repeat(200))).isEqualTo(EndReason.FAILED);
  }

  @Test
  void withoutAnyMedia() {
    assertThat(publish(Offers.session(""))).isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void withoutACodecThatIsKnown() {
    assertThat(publish(Offers.video("sendonly", "theora", "")))
        .isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void withNothingToSend() {
    assertThat(publish(Offers.video("recvonly", "VP8", ""))).isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void withRtcpOnAPortOfItsOwn() {
    String offer = Offers.chromium().replaceAll("a=rtcp-mux\r?\n", "");
    assertThat(publish(offer)).isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void withoutEncryption() {
    String offer = Offers.chromium().replace("UDP/TLS/RTP/SAVPF", "RTP/AVP");
    assertThat(publish(offer)).isEqualTo(EndReason.NO_COMMON_CODECS);
  }

  @Test
  void playingAStreamThatIsNotThere() {
    assertThat(play(Offers.chromiumPlays())).isEqualTo(EndReason.NOT_FOUND);
  }

  @Test
  void playingWhatTheOfferDoesNotTake() throws Exception {
    Actor actor = stage.new Actor("publisher");
    PeerRequest request = stage.request(actor, "a", "cam", Offers.video("sendonly", "VP8", ""));
    PeerConnection publisher = stage.protocol.publish(request, true, actor);
    assertThat(play(Offers.video("recvonly", "VP9", ""))).isEqualTo(EndReason.NO_COMMON_CODECS);
    assertThat(play(Offers.session("") + Offers.media("audio", "0", "mid:0", "recvonly")))
        .isEqualTo(EndReason.NO_COMMON_CODECS);
    publisher.close(EndReason.STOPPED_BY_USER);
  }

  @Test
  void aNameThatAnotherHolds() throws Exception {
    Actor actor = stage.new Actor("first");
    PeerRequest request = stage.request(actor, "other", "cam", Offers.chromium());
    PeerConnection first = stage.protocol.publish(request, true, actor);
    assertThat(publish(Offers.chromium())).isEqualTo(EndReason.NAME_IN_USE);
    assertThat(stage.hub.find("cam")).contains(first.stream());
    first.close(EndReason.STOPPED_BY_USER);
  }

  @Test
  void anythingOnceTheServerGoesDown() {
    stage.protocol.close();
    assertThat(publish(Offers.chromium())).isEqualTo(EndReason.SHUTDOWN);
    assertThat(stage.hub.streams()).isEmpty();
  }
}
