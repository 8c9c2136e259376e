package org.wcs.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SdpWriterTest {
  @Test
  void writesAnAnswer() throws SdpException {
    RtcpFeedback pli = new RtcpFeedback(96, "nack", "pli");
    PayloadFormat h264 =
        new PayloadFormat(
            96, new RtpMap(96, "H264", 90000, 1), Fmtp.of(96, "a=b;c=d"), List.of(pli));
    Candidate candidate =
        new Candidate("1", 1, "tcp", 7, "192.0.2.1", 31000, "host", Map.of("tcptype", "passive"));
    SessionDescription answer =
        SdpWriter.start(1, 2, "192.0.2.1")
            .attribute("ice-lite")
            .group(new Group("BUNDLE", List.of("0")))
            .media("video", 9, "UDP/TLS/RTP/SAVPF", List.of("96"))
            .connection(Connection.of("192.0.2.1"))
            .bandwidth("AS", 2000)
            .mid("0")
            .direction(Direction.RECVONLY)
            .ice("abcd", "0123456789012345678901")
            .dtls(Fingerprint.of("SHA-256", new byte[] {1, (byte) 0xAB}), SetupRole.PASSIVE)
            .payload(h264)
            .ssrc(5, "cname", "x")
            .extmap(new Extmap(4, null, "urn:ietf:params:rtp-hdrext:sdes:mid", null))
            .candidate(candidate)
            .media("audio", 0, "UDP/TLS/RTP/SAVPF", List.of("0"))
            .build();
    assertThat(answer)
        .hasToString(
            """
            v=0
            o=- 1 2 IN IP4 192.0.2.1
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 192.0.2.1
            b=AS:2000
            a=mid:0
            a=recvonly
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789012345678901
            a=fingerprint:sha-256 01:AB
            a=setup:passive
            a=rtpmap:96 H264/90000
            a=fmtp:96 a=b;c=d
            a=rtcp-fb:96 nack pli
            a=ssrc:5 cname:x
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=candidate:1 1 tcp 7 192.0.2.1 31000 typ host tcptype passive
            m=audio 0 UDP/TLS/RTP/SAVPF 0
            """
                .replace("\n", "\r\n"));
    SessionDescription read = SessionDescription.parse(answer.toString());
    assertThat(read.isIceLite()).isTrue();
    assertThat(read.media().get(0).payloads()).containsExactly(h264);
    assertThat(read.media().get(0).candidates()).containsExactly(candidate);
    assertThat(read.media().get(1).isRejected()).isTrue();
  }

  @Test
  void refusesValuesThatWouldSmuggleALineIn() {
    SdpWriter writer = SdpWriter.start(1, 1, "::1");
    assertThatThrownBy(() -> writer.attribute("msid", "a\r\na=setup:active"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(writer.build().origin().addressType()).isEqualTo("IP6");
  }
}
