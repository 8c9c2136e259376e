package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SdpLimits;
import org.wcs.sdp.SessionDescription;
import org.wcs.unit.Codec;

/** What is understood of the descriptions that cameras write. */
final class IngestPlanTest {

  private static IngestPlan plan(String media) {
    return Stage.planOf("v=0\r\n" + media.replace("\n", "\r\n"));
  }

  private static Codec only(String media) {
    IngestPlan plan = plan(media);
    assertThat(plan.media()).hasSize(1);
    return plan.media().get(0).codec();
  }

  @Test
  void takesTheFirstVideoAndTheFirstAudioAndTellsWhatIsLeft() {
    IngestPlan plan =
        plan(
            """
            m=application 0 RTP/AVP 107
            a=rtpmap:107 vnd.onvif.metadata/90000
            a=control:meta
            m=audio 0 RTP/AVP 8
            a=control:trackID=2
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=control:trackID=1
            m=video 0 RTP/AVP 97
            a=rtpmap:97 H265/90000
            m=audio 0 RTP/AVP 0
            """);
    assertThat(plan.media()).extracting(IngestMedia::mLine).containsExactly(1, 2);
    assertThat(plan.media())
        .extracting(IngestMedia::control)
        .containsExactly("trackID=2", "trackID=1");
    assertThat(plan.media().get(0).codec()).isEqualTo(new Codec.Pcma());
    assertThat(plan.media().get(1).codec()).isInstanceOf(Codec.H264.class);
    assertThat(plan.ignored())
        .containsExactly(
            "0 application: vnd.onvif.metadata is not carried",
            "3 video: a further one",
            "4 audio: a further one");
  }

  @Test
  void aVideoThatCannotBeCarriedGivesWayToOneThatCan() {
    IngestPlan plan =
        plan(
            """
            m=video 0 RTP/AVP 31
            m=video 0 RTP/AVP 96
            a=rtpmap:96 VP8/90000
            """);
    assertThat(plan.media()).extracting(IngestMedia::mLine).containsExactly(1);
    assertThat(plan.ignored()).containsExactly("0 video: H261 is not carried");
  }

  @Test
  void theFirstFormatThatCanBeCarriedIsTaken() {
    IngestPlan plan =
        plan(
            """
            m=audio 0 RTP/AVP 3 101 8 0
            a=rtpmap:101 telephone-event/8000
            """);
    assertThat(plan.media().get(0).format().payloadType()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "0,Pcmu", "8,Pcma", "9,G722", "18,G729", "14,Mp3",
  })
  void staticTypesNeedNoMap(int type, String name) {
    assertThat(only("m=audio 0 RTP/AVP " + type + "\n").getClass().getSimpleName()).isEqualTo(name);
  }

  @Test
  void clocksThatCannotBeAreRepaired() {
    assertThat(only("m=audio 0 RTP/AVP 9\na=rtpmap:9 G722/16000\n")).isEqualTo(new Codec.G722());
    assertThat(only("m=audio 0 RTP/AVP 8\na=rtpmap:8 PCMA/16000\n")).isEqualTo(new Codec.Pcma());
    assertThat(only("m=audio 0 RTP/AVP 97\na=rtpmap:97 g722/16000/1\n"))
        .isEqualTo(new Codec.G722());
    assertThat(only("m=video 0 RTP/AVP 96\na=rtpmap:96 h264/1000\n"))
        .isInstanceOf(Codec.H264.class);
    assertThat(only("m=audio 0 RTP/AVP 98\na=rtpmap:98 OPUS/16000\n"))
        .isInstanceOf(Codec.Opus.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=video 0 RTP/AVP 96\na=rtpmap:97 H264/90000\n",
        "m=video 65000 RTP/AVP 96 \na=fmtp:96 packetization-mode=1; \n",
        "m=video 0/2 RTP/AVP 96\n"
            + "a=fmtp:96 sprop-parameter-sets=Z0LAHtkDxWhAAAADAEAAAAwDxYuS,aMuMsg==\n",
        "m=video 5004 RTP/AVP 96\na=rtpmap:96   h264/90000  \n",
        "m=Video 0 RTP/AVPF 96\na=rtpmap: 96 H264/90000\n",
        "m=video 0 RTP/AVP 35\na=rtpmap:35 H264/90000\n"
      })
  void pictureFormatsAreFoundHoweverTheyAreWritten(String media) {
    assertThat(only(media)).isInstanceOf(Codec.H264.class);
  }

  @Test
  void aControlMayBeAnyUrlAStarOrAbsent() {
    assertThat(plan("m=audio 0 RTP/AVP 0\na=control: rtsp://h/a?b=c/trackID=1  \n").media())
        .extracting(IngestMedia::control)
        .containsExactly("rtsp://h/a?b=c/trackID=1");
    assertThat(plan("m=audio 0 RTP/AVP 0\na=control:*\n").media().get(0).control()).isEqualTo("*");
    assertThat(plan("m=audio 0 RTP/AVP 0\na=control:\n").media().get(0).control()).isNull();
    assertThat(plan("m=audio 0 RTP/AVP 0\n").media().get(0).control()).isNull();
  }

  @Test
  void aWayBackToTheCameraIsNoSound() {
    IngestPlan plan =
        plan(
            """
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=recvonly
            m=audio 0 RTP/AVP 0
            a=sendonly
            """);
    assertThat(plan.media()).hasSize(1);
    assertThat(plan.ignored()).containsExactly("1 audio: for the other direction");
  }

  @Test
  void aClientThatRecordsMaySayThatItSends() {
    IngestPlan plan =
        plan(
            """
            a=sendonly
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            m=audio 0 RTP/AVP 0
            """);
    assertThat(plan.media()).hasSize(2);
    assertThat(plan("m=audio 0 RTP/AVP 0\na=inactive\n").empty()).isTrue();
  }

  @Test
  void whatIsEncryptedOrUnknownIsLeft() {
    assertThat(plan("m=audio 0 RTP/SAVP 0\n").ignored()).containsExactly("0 audio: encrypted");
    assertThat(plan("m=audio 0 RTP/AVP 99\n").ignored()).containsExactly("0 audio: unknown format");
    assertThat(plan("m=video 0 RTP/AVP 0\n").empty()).isTrue(); // sound is no picture
    assertThat(plan("").empty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=0\nm=audio 70000 RTP/AVP 0\n\0",
        "m=audio -1 RTP/AVP 0",
        "\uFEFFv=0\rgarbage\r  m=audio x RTP/AVP 0\r\0\0",
        "v=1\r\no=- 1 1\r\n\r\nnot a line\nm=audio 0/0 RTP/AVP 0\nv=0\n",
        "v=0\nm=video\na=rtpmap:96 H264/90000\nm=audio 5004 RTP/AVP 0\n"
      })
  void descriptionsThatAreHardlyAnyAreRead(String text) throws SdpException {
    IngestPlan plan = IngestPlan.of(LenientSdp.read(text, SdpLimits.DEFAULT));
    assertThat(plan.media()).hasSize(1);
    assertThat(plan.media().get(0).codec()).isEqualTo(new Codec.Pcmu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "<html>\n<body>\n", "RTSP/1.0 200 OK"})
  void whatIsNoDescriptionIsRefused(String text) {
    assertThatThrownBy(() -> LenientSdp.read(text, SdpLimits.DEFAULT))
        .isInstanceOf(SdpException.class);
  }

  @Test
  void descriptionsBeyondTheLimitsAreRefused() {
    SdpLimits limits = new SdpLimits(100, 2, 10, 50);
    for (String text :
        List.of(
            "v=0\n" + "m=audio 0 RTP/AVP 0\n".repeat(3),
            "v=0\n" + "a=x\n".repeat(20),
            "v=0\na=" + "x".repeat(60),
            "a=x\r\n".repeat(30))) {
      assertThatThrownBy(() -> LenientSdp.read(text, limits)).isInstanceOf(SdpException.class);
    }
  }

  @Test
  void noCorruptionOfADescriptionDoesHarm() {
    String golden = Stage.sdp(true);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < golden.length(); i++) {
      for (char bad : new char[] {'\0', ' ', '9', ';', '=', 'm', '\n', 'ÿ'}) {
        String text = golden.substring(0, i) + bad + golden.substring(i + 1);
        try {
          read += IngestPlan.of(SessionDescription.parse(text)).media().size();
        } catch (SdpException unreadable) {
          refused++;
        }
      }
    }
    assertThat(read).isGreaterThan(golden.length());
    assertThat(refused).isPositive();
  }
}
