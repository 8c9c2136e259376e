package org.wcs.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.packetize.AacTransport;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.unit.Codec;

/** What cameras, encoders and players say of their payload types, and what is told to players. */
final class SdpCodecsTest {
  private static final byte[] SPS = Bitstreams.of("h264.high.1280x720.sps");
  private static final byte[] PPS = Bitstreams.of("h264.high.1280x720.pps");

  private static PayloadFormat format(String rtpMap, @Nullable String fmtp) {
    RtpMap map = RtpMap.parse(rtpMap);
    Fmtp parameters = fmtp == null ? null : Fmtp.of(map.payloadType(), fmtp);
    return new PayloadFormat(map.payloadType(), map, parameters, List.of());
  }

  private static @Nullable Codec codec(String rtpMap, @Nullable String fmtp) {
    return SdpCodecs.codec(format(rtpMap, fmtp));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] units(byte[]... units) {
    List<byte[]> parts = new ArrayList<>();
    for (byte[] unit : units) {
      parts.add(new byte[] {0, 0, 0, (byte) unit.length});
      parts.add(unit);
    }
    return Bytes.join(parts.toArray(new byte[0][]));
  }

  @Test
  void knowsStaticTypesWithoutARtpmap() {
    assertThat(SdpCodecs.codec(ofStatic(0))).isEqualTo(new Codec.Pcmu());
    assertThat(SdpCodecs.codec(ofStatic(8))).isEqualTo(new Codec.Pcma());
    assertThat(SdpCodecs.codec(ofStatic(9))).isEqualTo(new Codec.G722());
    assertThat(SdpCodecs.codec(ofStatic(14))).isInstanceOf(Codec.Mp3.class);
    assertThat(SdpCodecs.codec(ofStatic(18))).isEqualTo(new Codec.G729());
    assertThat(SdpCodecs.codec(ofStatic(26))).isEqualTo(new Codec.Jpeg());
    assertThat(SdpCodecs.codec(ofStatic(33))).isNull();
    for (int type : new int[] {0, 8, 9, 14, 18, 26}) {
      assertThat(SdpCodecs.staticType(SdpCodecs.codec(ofStatic(type)))).isEqualTo(type);
    }
  }

  private static PayloadFormat ofStatic(int type) {
    return new PayloadFormat(type, RtpMap.ofStatic(type), null, List.of());
  }

  @Test
  void knowsNamesWhateverTheirCase() {
    assertThat(codec("97 G726-32/8000", null)).isEqualTo(new Codec.G726(4, false));
    assertThat(codec("97 aal2-g726-40/8000/1", null)).isEqualTo(new Codec.G726(5, true));
    assertThat(codec("97 Speex/16000", null)).isEqualTo(new Codec.Speex(16_000));
    assertThat(codec("97 opus/48000/2", "stereo=1")).isEqualTo(new Codec.Opus(true, false));
    assertThat(codec("97 opus/48000/2", "sprop-stereo=1")).isEqualTo(new Codec.Opus(true, false));
    assertThat(codec("97 JPEG/90000", null)).isEqualTo(new Codec.Jpeg());
    assertThat(codec("97 vp9/90000", "profile-id=2")).isEqualTo(new Codec.Vp9(2));
  }

  @Test
  void refusesRatesAndChannelsThatTheCodecsHaveNot() {
    assertThat(codec("97 PCMU/16000", null)).isNull();
    assertThat(codec("97 PCMA/8000/2", null)).isNull();
    assertThat(codec("97 speex/44100", null)).isNull();
    assertThat(codec("97 G726-48/8000", null)).isNull();
    assertThat(codec("97 vnd.onvif.metadata/90000", null)).isNull();
    assertThat(codec("97 MPEG4-GENERIC/8000", "mode=CELP-cbr;config=1588")).isNull();
  }

  @Test
  void takesTheProfileFromTheParameterSetNotFromTheNumberBesideIt() {
    PayloadFormat wrong =
        format(
            "96 H264/90000",
            "profile-level-id=420029; packetization-mode=1; sprop-parameter-sets="
                + (base64(SPS) + "," + base64(PPS)));
    assertThat(SdpCodecs.codec(wrong)).isEqualTo(new Codec.H264(0x64001F, 1));
    assertThat(SdpCodecs.parameterSets(wrong)).isEqualTo(units(SPS, PPS));
    assertThat(SdpCodecs.certain(wrong)).isTrue();
  }

  @Test
  void readsParameterSetsAsDevicesWriteThem() {
    byte[] startCoded = Bytes.join(new byte[] {0, 0, 0, 1}, SPS, new byte[] {0, 0, 0, 1}, PPS);
    String reversed = base64(PPS).replace("=", "") + " , " + base64(SPS);
    for (String text : List.of(base64(startCoded), reversed)) {
      PayloadFormat format = format("96 H264/90000", "sprop-parameter-sets=" + text);
      assertThat(SdpCodecs.parameterSets(format)).as(text).isEqualTo(units(SPS, PPS));
    }
  }

  @Test
  void isNotCertainWithoutParameterSetsThatCanBeRead() {
    for (String fmtp :
        new String[] {
          null,
          "packetization-mode=1",
          "sprop-parameter-sets=,",
          "sprop-parameter-sets=!!!!",
          "sprop-parameter-sets=" + base64(SPS),
          "sprop-parameter-sets=Z0I=,aM4="
        }) {
      PayloadFormat format = format("96 H264/90000", fmtp);
      assertThat(SdpCodecs.parameterSets(format)).as(fmtp).isNull();
      assertThat(SdpCodecs.certain(format)).isFalse();
      assertThat(SdpCodecs.codec(format)).isInstanceOf(Codec.H264.class);
    }
    assertThat(SdpCodecs.certain(format("97 MPEG4-GENERIC/48000/2", null))).isFalse();
    assertThat(SdpCodecs.certain(format("97 PCMU/8000", null))).isTrue();
    assertThat(SdpCodecs.certain(format("97 H261/90000", null))).isFalse();
  }

  @Test
  void readsTheThreeParametersOfH265() {
    byte[] vps = Bitstreams.of("h265.1280x720.vps");
    byte[] sps = Bitstreams.of("h265.1280x720.sps");
    byte[] pps = Bitstreams.of("h265.1280x720.pps");
    PayloadFormat format =
        format(
            "96 H265/90000",
            "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                .formatted(base64(vps), base64(sps), base64(pps)));
    assertThat(SdpCodecs.parameterSets(format)).isEqualTo(units(vps, sps, pps));
    assertThat(SdpCodecs.codec(format)).isEqualTo(new Codec.H265(1, 0, 93));
    Codec told = codec("96 H265/90000", "profile-id=2;tier-flag=1;level-id=120");
    assertThat(told).isEqualTo(new Codec.H265(2, 1, 120));
  }

  @Test
  void takesRateAndChannelsOfAacFromItsConfiguration() {
    assertThat(codec("97 mpeg4-generic/8000/1", "mode=AAC-hbr;config=1190"))
        .isEqualTo(new Codec.Aac(2, 48_000, 2));
    assertThat(codec("97 mpeg4-generic/16000", null)).isEqualTo(new Codec.Aac(2, 16_000, 1));
    assertThat(codec("97 mpeg4-generic/16000", "config=zz")).isEqualTo(new Codec.Aac(2, 16_000, 1));
  }

  @Test
  void knowsThatTheClockOfReplicatedAacMayBeTwiceThatOfTheCore() {
    for (String config : List.of("2b920800", "139056e5a0", "139056e5a54880")) {
      AacTransport transport =
          SdpCodecs.aac(format("97 mpeg4-generic/44100/2", "mode=AAC-hbr;config=" + config));
      assertThat(transport.codec().sampleRate()).as(config).isEqualTo(22_050);
      assertThat(transport.codec().objectType()).isNotEqualTo(2);
      assertThat(transport.usual()).isFalse();
      assertThat(transport.pts(88_200)).isEqualTo(44_100);
    }
    AacTransport replicated =
        SdpCodecs.aac(format("97 mpeg4-generic/48000/2", "config=131056e598"));
    assertThat(replicated.codec()).isEqualTo(new Codec.Aac(5, 24_000, 2));
    AacTransport core = SdpCodecs.aac(format("97 mpeg4-generic/24000/2", "config=131056e598"));
    assertThat(core.usual()).isTrue();
  }

  @Test
  void readsHowHeadersOfAccessUnitsAreBuilt() {
    AacTransport hbr = SdpCodecs.aac(format("97 MPEG4-GENERIC/48000/2", "config=1190"));
    assertThat(hbr).isEqualTo(AacTransport.of(new Codec.Aac(2, 48_000, 2)));
    assertThat(hbr.usual()).isTrue();
    AacTransport lbr =
        SdpCodecs.aac(
            format(
                "97 MPEG4-GENERIC/22050",
                "mode=AAC-lbr; config=1388; sizeLength=6; indexLength=2; indexDeltaLength=2; "
                    + "constantDuration=1024; CTSDeltaLength=16; auxiliaryDataSizeLength=8"));
    assertThat(lbr.layout())
        .isEqualTo(
            new AacTransport.AccessUnits(
                6, 2, 2, 0, 1_024, new AacTransport.Fields(16, 0, false, 0, 8)));
    assertThat(lbr.usual()).isFalse();
  }

  @Test
  void readsLatm() {
    PayloadFormat outOfBand = format("97 MP4A-LATM/90000", "cpresent=0;config=400023203fc0");
    AacTransport transport = SdpCodecs.aac(outOfBand);
    assertThat(transport.codec()).isEqualTo(new Codec.Aac(2, 48_000, 2));
    assertThat(transport.clockRate()).isEqualTo(90_000);
    assertThat(transport.usual()).isFalse();
    assertThat(transport.pts(180_000)).isEqualTo(96_000);
    assertThat(SdpCodecs.certain(outOfBand)).isTrue();
    PayloadFormat inBand = format("97 MP4A-LATM/44100/2", "cpresent=1");
    assertThat(SdpCodecs.codec(inBand)).isEqualTo(new Codec.Aac(2, 44_100, 2));
    assertThat(SdpCodecs.certain(inBand)).isFalse();
    assertThat(codec("97 MP4A-LATM/44100/2", "cpresent=0")).isNull();
  }

  @Test
  void whatIsToldToPlayersReadsAsTheSameCodec() {
    List<Codec> codecs =
        List.of(
            new Codec.H264(0x42E01F, 1),
            new Codec.H264(0x42C00D, 0),
            new Codec.H265(1, 0, 93),
            new Codec.Vp8(),
            new Codec.Vp9(2),
            new Codec.Av1(1),
            new Codec.Jpeg(),
            new Codec.Opus(true, true),
            new Codec.Opus(false, false),
            new Codec.Pcmu(),
            new Codec.Pcma(),
            new Codec.G722(),
            new Codec.G726(3, false),
            new Codec.G726(4, true),
            new Codec.G729(),
            new Codec.Aac(2, 44_100, 2),
            new Codec.Aac(5, 24_000, 1),
            new Codec.Mp3(44_100, 2),
            new Codec.Speex(32_000));
    for (Codec codec : codecs) {
      PayloadFormat made = SdpCodecs.format(codec, 97, null);
      Fmtp fmtp = made.fmtp();
      String parameters = fmtp == null ? null : Fmtp.parse(fmtp.toString()).text();
      assertThat(codec(made.rtpMap().toString(), parameters)).isEqualTo(codec);
      AacTransport aac = SdpCodecs.aac(made);
      assertThat(aac == null || aac.usual()).isTrue();
    }
  }

  @Test
  void tellsPlayersTheParameterSets() {
    byte[] sets = units(SPS, PPS);
    PayloadFormat h264 = SdpCodecs.format(new Codec.H264(0x64001F, 1), 96, sets);
    assertThat(h264.rtpMap()).hasToString("96 H264/90000");
    assertThat(h264.fmtp())
        .hasToString(
            "96 packetization-mode=1;profile-level-id=64001f;sprop-parameter-sets="
                + (base64(SPS) + "," + base64(PPS)));
    assertThat(SdpCodecs.parameterSets(h264)).isEqualTo(sets);
    byte[] hevc =
        units(
            Bitstreams.of("h265.1280x720.vps"),
            Bitstreams.of("h265.1280x720.sps"),
            Bitstreams.of("h265.1280x720.pps"));
    PayloadFormat h265 = SdpCodecs.format(new Codec.H265(1, 0, 93), 96, hevc);
    assertThat(SdpCodecs.parameterSets(h265)).isEqualTo(hevc);
    assertThat(NalUnits.hasSps(NalSyntax.H265, hevc)).isTrue();
  }

  @Test
  void writesWhatPlayersExpectOfSound() {
    assertThat(SdpCodecs.format(new Codec.Aac(2, 48_000, 2), 97, null).fmtp())
        .hasToString(
            "97 streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;"
                + "indexdeltalength=3;config=1190");
    assertThat(SdpCodecs.format(new Codec.Opus(true, false), 97, null).rtpMap())
        .hasToString("97 opus/48000/2");
    assertThat(SdpCodecs.format(new Codec.Pcmu(), 0, null).rtpMap()).hasToString("0 PCMU/8000");
    assertThat(SdpCodecs.format(new Codec.Pcmu(), 0, null).fmtp()).isNull();
    assertThat(SdpCodecs.format(new Codec.G729(), 18, null).fmtp()).hasToString("18 annexb=yes");
  }

  @Test
  void av1IsToldFromItsSequenceHeader() {
    byte[] real = Bitstreams.of("av1.1280x720.sequence");
    byte[] header = new byte[real.length + 1];
    header[0] = 0x0A;
    header[1] = (byte) (real.length - 1);
    System.arraycopy(real, 1, header, 2, real.length - 1);
    assertThat(SdpCodecs.format(new Codec.Av1(0), 96, header).fmtp())
        .hasToString("96 profile=0;level-idx=5;tier=0");
  }

  @Test
  void neverThrowsWhateverIsSaid() {
    List<String> lines =
        List.of(
            "96 H264/90000|packetization-mode=1;sprop-parameter-sets=" + base64(SPS) + ",aM4=",
            "96 H265/90000|sprop-vps=QAE=;sprop-sps=QgE=;sprop-pps=RAE=",
            "97 MPEG4-GENERIC/48000/2|mode=AAC-hbr;config=131056e598;sizelength=13",
            "97 MP4A-LATM/48000/2|cpresent=0;config=400023203fc0",
            "97 AAL2-G726-32/8000|x");
    for (String line : lines) {
      byte[] good = line.getBytes(StandardCharsets.ISO_8859_1);
      Bytes.spoiled(good, SdpCodecsTest::survives);
    }
  }

  private static void survives(byte[] bad) {
    String[] parts = new String(bad, StandardCharsets.ISO_8859_1).split("\\|", 2);
    RtpMap map = RtpMap.parse(parts[0]);
    if (map != null) {
      Fmtp fmtp = parts.length < 2 ? null : Fmtp.of(map.payloadType(), parts[1]);
      PayloadFormat format = new PayloadFormat(map.payloadType(), map, fmtp, List.of());
      assertThatCode(() -> SdpGoldens.touch(format)).doesNotThrowAnyException();
    }
  }
}
