package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.KeyFrameDetector;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** What cameras send that no RFC asks them for, and what payloads tell of a stream. */
final class OddPayloadsTest {
  private static final byte[] CODE = {0, 0, 0, 1};
  private static final byte[] SPS = Media.real("h264.high.1280x720.sps");
  private static final byte[] PPS = Media.real("h264.high.1280x720.pps");
  private static final byte[] IDR = Media.hex("6588aabb");

  private static byte[] slice(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static List<Frame> frames(Codec codec, byte[]... payloads) {
    RtpPacket[] packets = new RtpPacket[payloads.length];
    for (int i = 0; i < payloads.length; i++) {
      packets[i] = Collected.packet(i, 0, i == payloads.length - 1, payloads[i]);
    }
    return Collected.frames(codec, List.of(packets)).units;
  }

  @Test
  void startCodesInPayloadsOfH264AreNoticedAndTakenAway() {
    byte[] delimiter = Media.hex("09f0");
    byte[] whole = Media.join(CODE, delimiter, CODE, SPS, slice(CODE, 1), PPS, CODE, IDR);
    byte[] behindSps = Media.join(SPS, CODE, PPS);
    byte[] expected = Media.units(SPS, PPS, IDR);
    assertThat(frames(Media.H264, whole).getFirst().payload()).isEqualTo(expected);
    assertThat(frames(Media.H264, behindSps, Media.join(CODE, IDR)).getFirst().payload())
        .isEqualTo(expected);
    assertThat(InBand.startCodes(Media.H264, whole, 0, whole.length)).isTrue();
    assertThat(InBand.startCodes(Media.H264, behindSps, 0, behindSps.length)).isTrue();
    assertThat(InBand.startCodes(Media.H264, SPS, 0, SPS.length)).isFalse();
    assertThat(InBand.startCodes(Media.VP8, whole, 0, whole.length)).isFalse();
    assertThat(KeyFrameDetector.startsKeyFrame(Media.H264, whole, 0, whole.length)).isTrue();
    byte[] delta = Media.join(CODE, Media.hex("419a55667788"));
    assertThat(KeyFrameDetector.startsKeyFrame(Media.H264, delta, 0, delta.length)).isFalse();
    assertThat(InBand.codec(new Codec.H264(0x42000A, 1), whole, 0, whole.length))
        .isEqualTo(Media.H264);
  }

  @Test
  void startCodesInPayloadsOfH265AreNoticedAndTakenAway() {
    byte[] vps = Media.real("h265.1280x720.vps");
    byte[] sps = Media.real("h265.1280x720.sps");
    byte[] pps = Media.real("h265.1280x720.pps");
    byte[] idr = Media.hex("2601af11223344");
    byte[] whole = Media.join(CODE, vps, CODE, sps, CODE, pps, CODE, idr);
    List<Frame> frames = frames(Media.H265, whole);
    assertThat(frames.getFirst().payload()).isEqualTo(Media.units(vps, sps, pps, idr));
    assertThat(KeyFrameDetector.startsKeyFrame(Media.H265, whole, 0, whole.length)).isTrue();
    assertThat(InBand.codec(new Codec.H265(2, 1, 30), whole, 0, whole.length))
        .isEqualTo(Media.H265);
  }

  @Test
  void interleavedPayloadsAreLeftOutAndCounted() {
    Depacketizer depacketizer = Depacketizer.of(Media.H264, TrackLimits.USUAL);
    Collected<Frame> frames = new Collected<>();
    byte[][] payloads = {
      SPS,
      Media.hex("19 0001 0002 4155"),
      Media.hex("1a 00 0003 01 00 4155"),
      Media.hex("1b 00 0003 01 0000 4155"),
      Media.hex("1d 85 0001 55"),
      PPS,
      IDR
    };
    for (int i = 0; i < payloads.length; i++) {
      byte[] payload = payloads[i];
      depacketizer.apply(Collected.packet(i, 0, i == payloads.length - 1, payload), frames);
    }
    assertThat(frames.units).hasSize(1);
    assertThat(frames.units.getFirst().payload()).isEqualTo(Media.units(SPS, PPS, IDR));
    assertThat(depacketizer.ignored()).isEqualTo(4);
    Depacketizer h265 = Depacketizer.of(Media.H265, TrackLimits.USUAL);
    h265.apply(Collected.packet(0, 0, true, Media.hex("2601af11")), frames);
    h265.apply(Collected.packet(1, 1, true, Media.hex("6401 0000 2601af11")), frames);
    assertThat(h265.ignored()).isEqualTo(1);
  }

  @Test
  void receiversOfPacketizationMode0GetSingleUnitsOnly() {
    byte[] big = Media.noise(new Random(1), 3_000, 0x65, 0x88);
    Frame frame = new Frame(0, 0, true, Media.units(SPS, PPS, big));
    List<RtpPacket> packets = Collected.packets(new Codec.H264(0x42E01F, 0), List.of(frame));
    assertThat(packets).extracting(Collected::payload).containsExactly(SPS, PPS, big);
    assertThat(packets).extracting(RtpPacket::marker).containsExactly(false, false, true);
  }

  @Test
  void payloadsTellTheirCodec() {
    tells(Media.H264, SPS, new Codec.H264(0x42000A, 1));
    byte[] aggregated =
        Media.join(Media.hex("78"), new byte[] {0, (byte) SPS.length}, SPS, Media.hex("000268ce"));
    tells(Media.H264, aggregated, new Codec.H264(0x42000A, 1));
    byte[] frame = Media.hex("fffbe044 00112233");
    tells(new Codec.Mp3(48_000, 2), Media.join(new byte[4], slice(mp3(), 0)), Media.MP3);
    assertThat(InBand.codec(Media.MP3, frame, 0, frame.length)).isNull();
    assertThat(InBand.codec(Media.H264, IDR, 0, IDR.length)).isNull();
    assertThat(InBand.codec(Media.H264, new byte[0], 0, 0)).isNull();
    assertThat(InBand.codec(Media.VP8, IDR, 0, IDR.length)).isNull();
  }

  /** 48 kHz, 128 kbit/s. */
  private static byte[] mp3() {
    return Media.hex("fffb9444 00112233");
  }

  private static void tells(Codec expected, byte[] payload, Codec told) {
    assertThat(InBand.codec(told, payload, 0, payload.length)).isEqualTo(expected);
  }

  @Test
  void neverThrowsWhereverTheBytesEnd() {
    List<Codec> codecs = new java.util.ArrayList<>(Media.VIDEO);
    codecs.addAll(Media.AUDIO);
    codecs.add(new Codec.Jpeg());
    for (Codec codec : codecs) {
      byte[] whole = Media.join(CODE, SPS, CODE, PPS, CODE, IDR);
      Media.spoiled(
          whole,
          bad -> {
            InBand.startCodes(codec, bad, 0, bad.length);
            Codec read = InBand.codec(codec, bad, 0, bad.length);
            assertThat(read == null || read.getClass() == codec.getClass()).isTrue();
          });
    }
  }
}
