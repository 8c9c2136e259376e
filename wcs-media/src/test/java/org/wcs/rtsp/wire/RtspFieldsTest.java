package org.wcs.rtsp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.rtsp.wire.RtspTransport.Pair;

class RtspFieldsTest {

  private static RtspTransport transport(String text) {
    return Objects.requireNonNull(RtspTransport.first(text), text);
  }

  @Test
  void readsAlternativesInTheirOrder() {
    List<RtspTransport> all =
        RtspTransport.parse(
            "RTP/AVP/TCP;unicast;interleaved=0-1, RTP/AVP;unicast;client_port=5000-5001,"
                + "x-real-rdt/udp;client_port=1,RTP/AVP;multicast;ttl=16");
    assertThat(all).hasSize(3);
    assertThat(all.get(0)).isEqualTo(RtspTransport.interleaved(0, 1));
    assertThat(all.get(1)).isEqualTo(RtspTransport.unicast(5000, 5001));
    assertThat(all.get(2).multicast()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RTP/AVP/TCP;unicast;interleaved=2-3;ssrc=1A2B3C4D;mode=\"PLAY\"",
        "rtp/avp/tcp ; unicast ; interleaved = 2 - 3 ; SSRC= 0x1a2b3c4d",
        "RTP/AVP/TCP;interleaved=2;ssrc=\"1A2B3C4D\";x-dynamic-rate=1",
        "RTP/AVP;unicast;interleaved=2-3;ssrc=1A2B3C4D",
      })
  void readsWhatCamerasAnswerForTcp(String text) {
    RtspTransport transport = transport(text);
    assertThat(transport.tcp()).isTrue();
    assertThat(transport.interleaved()).isEqualTo(new Pair(2, 3));
    assertThat(transport.ssrc()).isEqualTo(0x1A2B3C4DL);
  }

  @Test
  void readsAnAnswerThatDoesNotRepeatTheClientsPorts() {
    RtspTransport transport =
        transport("RTP/AVP/UDP;unicast;source=192.0.2.7;server_port=8208-8209;ssrc=zz");
    assertThat(transport.tcp()).isFalse();
    assertThat(transport.clientPorts()).isNull();
    assertThat(transport.serverPorts()).isEqualTo(new Pair(8208, 8209));
    assertThat(transport.more().source()).isEqualTo("192.0.2.7");
    assertThat(transport.ssrc()).isEqualTo(-1);
  }

  @Test
  void tellsWhoSends() {
    assertThat(transport("RTP/AVP;unicast;client_port=1-2;mode=record").records()).isTrue();
    assertThat(transport("RTP/AVP;unicast;client_port=1-2;mode=\"RECEIVE\"").records()).isTrue();
    assertThat(transport("RTP/AVP;unicast;client_port=1-2;mode=play").records()).isFalse();
    assertThat(transport("RTP/AVP;unicast;client_port=1-2").records()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RTP",
        "RTP/",
        "RTP/AVP/SCTP;unicast",
        "RTP/AVP/TCP;interleaved=256-257",
        "RTP/AVP/TCP;interleaved=255",
        "RTP/AVP/TCP;interleaved=-1-0",
        "RTP/AVP/TCP;interleaved=a-b",
        "RTP/AVP;unicast;client_port=65536-65537",
        "RTP/AVP;unicast;client_port=",
        "RAW/RAW/UDP;unicast",
        ";;;",
      })
  void leavesOutAlternativesThatMakeNoSense(String text) {
    assertThat(RtspTransport.parse(text)).isEmpty();
  }

  @Test
  void writesWhatItReads() {
    RtspTransport udp =
        RtspTransport.unicast(5000, 5001)
            .withServerPorts(31000, 31001)
            .withSsrc(0xFEDCBA98)
            .withMode("PLAY");
    assertThat(udp.text())
        .isEqualTo(
            "RTP/AVP;unicast;client_port=5000-5001;server_port=31000-31001;ssrc=FEDCBA98;mode=play");
    assertThat(transport(udp.text())).isEqualTo(udp);
    RtspTransport tcp = RtspTransport.interleaved(0, 1).withInterleaved(4, 5);
    assertThat(tcp.text()).isEqualTo("RTP/AVP/TCP;unicast;interleaved=4-5");
    assertThat(RtspTransport.parse(RtspTransport.text(List.of(tcp, udp))))
        .containsExactly(tcp, udp);
  }

  @ParameterizedTest
  @CsvSource({
    "npt=now-, npt, now, '', -1",
    "npt=0.000-, npt, 0.000, '', 0",
    "npt=0-, npt, 0, '', 0",
    "NPT = 1:02:03.5 - 7200, npt, 1:02:03.5, 7200, 3723.5",
    "clock=20261121T080000.5Z-, clock, 20261121T080000.5Z, '', -1",
    "npt=5;time=x, npt, 5, '', 5",
    "smpte-25=0:1:2-, smpte, , , -1",
  })
  void readsRanges(String text, String unit, String from, String to, double seconds) {
    RtspRange range = RtspRange.parse(text);
    if (from == null) {
      assertThat(range).isNull();
      return;
    }
    assertThat(range).isEqualTo(new RtspRange(unit, from, to));
    assertThat(range.fromSeconds()).isEqualTo(seconds);
    assertThat(RtspRange.parse(range.text())).isEqualTo(range);
  }

  @Test
  void refusesRangesThatAreNone() {
    for (String text : List.of("", "npt", "npt=", "npt=-", "bytes=0-1", "npt=a b-", "=0-")) {
      assertThat(RtspRange.parse(text)).as(text).isNull();
    }
    assertThat(RtspRange.NOW.live()).isTrue();
    assertThat(RtspRange.START.live()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'123;timeout=60', 123, 60",
    "'  123 ; Timeout = 90 ', 123, 90",
    "'00-2f$_.+;timeout=\"30\"', 00-2f$_.+, 30",
    "'123', 123, -1",
    "'123;timeout=', 123, -1",
    "'123;timeout=-5', 123, -1",
    "'123;timeout=0', 123, -1",
    "'123;timeout=99999999999999999999', 123, -1",
  })
  void readsSessions(String text, String id, int timeout) {
    RtspSessionId session = Objects.requireNonNull(RtspSessionId.parse(text));
    assertThat(session.id()).isEqualTo(id);
    assertThat(session.timeoutSeconds()).isEqualTo(timeout);
    assertThat(RtspSessionId.parse(session.text())).isEqualTo(session);
  }

  @Test
  void refusesSessionsWithoutAnId() {
    for (String text : List.of("", ";timeout=60", " ", "a b", "x".repeat(257))) {
      assertThat(RtspSessionId.parse(text)).as(text).isNull();
    }
    assertThat(RtspSessionId.parse(null)).isNull();
    assertThat(new RtspSessionId("1", -1).timeoutOrUsual()).isEqualTo(60);
  }

  @Test
  void readsWhereMediaBegin() {
    assertThat(
            RtpInfo.parse(
                    "url=rtsp://h/a?x=1,2;y=3/trackID=1;seq=17;rtptime=4294967295 , "
                        + "url=trackID=2; seq = 65535 ;rtptime=0")
                .entries())
        .containsExactly(
            new RtpInfo.Entry("rtsp://h/a?x=1,2;y=3/trackID=1", 17, 4_294_967_295L),
            new RtpInfo.Entry("trackID=2", 65_535, 0));
  }

  @Test
  void readsWhereMediaBeginWithoutTheirUrls() {
    assertThat(RtpInfo.parse("seq=1;rtptime=2, seq=3;rtptime=-1").entries())
        .containsExactly(new RtpInfo.Entry("", 1, 2), new RtpInfo.Entry("", 3, 4_294_967_295L));
    assertThat(RtpInfo.parse("url=a;seq=70000;rtptime=x").entries())
        .containsExactly(new RtpInfo.Entry("a", -1, -1));
    for (String text : List.of("", ",", ";", "url=", "seq", "=", "url=a b")) {
      assertThat(RtpInfo.parse(text).entries()).as(text).isEmpty();
    }
  }

  @Test
  void writesWhereMediaBegin() {
    RtpInfo info =
        new RtpInfo(
            List.of(new RtpInfo.Entry("rtsp://h/a/1", 1, 2), new RtpInfo.Entry("b", -1, -1)));
    assertThat(info.text()).isEqualTo("url=rtsp://h/a/1;seq=1;rtptime=2,url=b");
    assertThat(RtpInfo.parse(info.text())).isEqualTo(info);
  }

  @Test
  void bearsEveryCorruptionOfEveryField() {
    for (String golden :
        List.of(
            "RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=1A;mode=\"PLAY\",RTP/AVP;client_port=1-2",
            "npt=1:02:03.5-7200",
            "123;timeout=60",
            "url=rtsp://h/a;seq=17;rtptime=42,url=b;seq=1",
            "Digest realm=\"a \\\" b\", nonce=\"c\", qop=\"auth,auth-int\", Basic realm=x")) {
      for (int at = 0; at < golden.length(); at++) {
        readAll(golden.substring(0, at));
        for (char c : "\0\1\"\\;,=- \u00FF9".toCharArray()) {
          readAll(golden.substring(0, at) + c + golden.substring(at + 1));
        }
      }
    }
  }

  /** Reads a text as everything; what it makes is sent without an exception. */
  static void readAll(String text) {
    RtspTransport.parse(text).forEach(RtspTransport::text);
    RtspRange range = RtspRange.parse(text);
    if (range != null) {
      assertThat(range.fromSeconds() + range.toSeconds()).isBetween(-2.0, 2e10);
    }
    RtspSessionId.parse(text);
    assertThat(RtpInfo.parse(text).text()).doesNotContain("\r", "\n");
    DigestClient client = new DigestClient("u", "p", new java.util.Random(1));
    if (client.challenged(List.of(text)) && RtspHeaders.allowed(text)) {
      RtspHeaders.of("Authorization", Objects.requireNonNull(client.answer("A", "rtsp://h/")));
    }
  }
}
