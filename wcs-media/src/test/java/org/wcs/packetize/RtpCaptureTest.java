package org.wcs.packetize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.sdp.SdpCodecs;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** What real senders sent becomes what they put in, whatever the network does to it. */
final class RtpCaptureTest {
  private static final int SPOILT_BYTES = 64;

  static Stream<RtpCapture> captures() {
    return RtpCapture.ALL.stream().map(RtpCapture::of);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void framesAreWhatTheSenderPutIn(RtpCapture capture) {
    List<Frame> frames = capture.frames(capture.complete());
    assertThat(frames).isNotEmpty();
    switch (capture.codec()) {
      case Codec.H264 _ -> sameUnits(NalSyntax.H264, frames, capture);
      case Codec.H265 _ -> sameUnits(NalSyntax.H265, frames, capture);
      case Codec.Jpeg _ -> sameImages(frames, capture);
      case Codec.Av1 _ ->
          assertThat(payloads(frames))
              .containsExactlyElementsOf(
                  briefs(capture.units().stream().map(RtpCaptureTest::undelimited).toList()));
      case Codec.Vp8 _, Codec.Vp9 _, Codec.Opus _ ->
          assertThat(payloads(frames)).containsExactlyElementsOf(briefs(capture.units()));
      // Where several share a packet, ffmpeg keeps the last ones to itself.
      case Codec.Aac _ ->
          assertThat(briefs(capture.units())).startsWith(payloads(frames).toArray(new String[0]));
      case Codec.Speex _ -> assertThat(briefs(capture.units())).containsAll(payloads(frames));
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _, Codec.G726 _, Codec.G729 _ ->
          assertThat(brief(joined(frames))).isEqualTo(brief(sound(capture)));
      case Codec.Mp3 _ -> assertThat(sound(capture)).startsWith(joined(frames));
    }
    int octets = frames.stream().mapToInt(Frame::octets).sum();
    int put = capture.units().stream().mapToInt(unit -> unit.length).sum();
    assertThat(octets).isGreaterThan(put * 8 / 10);
  }

  /** GStreamer puts big-endian code words in, and sends them the other way round. */
  private static byte[] sound(RtpCapture capture) {
    byte[] put = Media.join(capture.units().toArray(new byte[0][]));
    if (capture.name().equals("gstreamer122-g726")) {
      for (int i = 0; i < put.length; i++) {
        put[i] = (byte) (put[i] << 4 | put[i] >>> 4 & 0x0F);
      }
    }
    return put;
  }

  /** Without the temporal delimiter, which begins each unit. */
  private static byte[] undelimited(byte[] unit) {
    assertThat(Obus.type(unit[0])).isEqualTo(Obus.TEMPORAL_DELIMITER);
    return Arrays.copyOfRange(unit, Obus.end(unit, 0), unit.length);
  }

  private static void sameUnits(NalSyntax syntax, List<Frame> frames, RtpCapture capture) {
    List<byte[]> got = frames.stream().map(Frame::payload).toList();
    List<byte[]> put =
        capture.units().stream().map(unit -> NalUnits.ofAnnexB(unit, 0, unit.length)).toList();
    assertThat(units(syntax, got)).containsExactlyElementsOf(units(syntax, put));
    assertThat(frames).hasSize(10);
    assertThat(frames.stream().filter(Frame::key).count()).isEqualTo(2);
    for (Frame frame : frames) {
      assertThat(NalUnits.hasSps(syntax, frame.payload())).isEqualTo(frame.key());
    }
  }

  /** All but parameter sets, which may be repeated, and ballast. */
  private static List<String> units(NalSyntax syntax, List<byte[]> accessUnits) {
    List<String> units = new ArrayList<>();
    for (byte[] unit : accessUnits) {
      for (int at = NalUnits.first(unit); at >= 0; at = NalUnits.next(unit, at)) {
        int type = syntax.type(unit[at]);
        if (!syntax.parameterSet(type) && !syntax.ballast(type)) {
          int end = at + NalUnits.length(unit, at);
          while (unit[end - 1] == 0) {
            end--; // ffmpeg 5.1 leaves the first byte of a start code with the unit before it
          }
          units.add(brief(Arrays.copyOfRange(unit, at, end)));
        }
      }
    }
    return units;
  }

  /** The header is ours, the tables and the scan are the sender's. */
  private static void sameImages(List<Frame> frames, RtpCapture capture) {
    assertThat(frames).hasSameSizeAs(capture.units());
    for (int i = 0; i < frames.size(); i++) {
      JpegImage got = JpegImage.parse(frames.get(i).payload());
      JpegImage put = JpegImage.parse(capture.units().get(i));
      assertThat(List.of(got.width(), got.height(), got.type(), got.restart()))
          .isEqualTo(List.of(put.width(), put.height(), put.type(), put.restart()));
      assertThat(got.tables()).isEqualTo(put.tables());
      assertThat(scan(got, frames.get(i).payload())).isEqualTo(scan(put, capture.units().get(i)));
    }
  }

  private static byte[] scan(JpegImage image, byte[] bytes) {
    return Arrays.copyOfRange(bytes, image.scan(), image.end());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void timesGoOnByOneFrameEach(RtpCapture capture) {
    List<Frame> frames = capture.frames(capture.complete());
    Set<Long> steps = new HashSet<>();
    for (int i = 1; i < frames.size(); i++) {
      steps.add(frames.get(i).dts() - frames.get(i - 1).dts());
    }
    if (capture.codec() instanceof Codec.Aac) {
      assertThat(steps).allMatch(step -> Math.abs(step - 1_024) <= 1);
    } else {
      // Two of GStreamer's sources know no time.
      assertThat(steps).allMatch(step -> step >= 0);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void reorderedAndRepeatedPacketsMakeTheSameFrames(RtpCapture capture) {
    List<String> expected = payloads(capture.frames(capture.complete()));
    List<RtpPacket> packets = capture.complete();
    List<RtpPacket> disordered = new ArrayList<>(packets.subList(0, 1));
    for (int i = 1; i < packets.size(); i += 2) {
      if (i + 1 < packets.size()) {
        disordered.add(packets.get(i + 1));
      }
      disordered.add(packets.get(i));
      disordered.add(packets.get(i - 1));
    }
    assertThat(payloads(capture.frames(Collected.arriving(disordered))))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void aLostPacketCostsFramesButMakesNoWrongOnes(RtpCapture capture) {
    List<RtpPacket> packets = capture.complete();
    Set<String> good = new HashSet<>(payloads(capture.frames(packets)));
    for (int i = 0; i < packets.size(); i++) {
      List<RtpPacket> rest = new ArrayList<>(packets);
      rest.remove(i);
      assertThat(good).as("without packet %d", i).containsAll(payloads(capture.frames(rest)));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void spoiltPayloadsNeverThrowNorGrow(RtpCapture capture) {
    List<RtpPacket> packets = capture.complete();
    int most = packets.stream().mapToInt(RtpPacket::payloadLength).sum() + 1_024;
    for (int i = 0; i < Math.min(packets.size(), 12); i++) {
      RtpPacket replaced = packets.get(i);
      List<RtpPacket> spoilt = new ArrayList<>(packets.subList(0, Math.min(packets.size(), i + 8)));
      byte[] payload = Collected.payload(replaced);
      byte[] start = Arrays.copyOf(payload, Math.min(payload.length, SPOILT_BYTES));
      byte[] rest = Arrays.copyOfRange(payload, start.length, payload.length);
      int at = i;
      Media.spoiled(
          start,
          bad -> {
            byte[] whole = bad.length == start.length ? Media.join(bad, rest) : bad;
            spoilt.set(
                at,
                Collected.packet(replaced.sequence(), replaced.pts(), replaced.marker(), whole));
            for (Frame frame : capture.frames(spoilt)) {
              assertThat(frame.payload().length).isBetween(1, most);
            }
          });
    }
  }

  /** What was read is sent on in packets of ours, and read from those. */
  @ParameterizedTest
  @MethodSource("captures")
  void framesSurviveOurOwnPackets(RtpCapture capture) {
    List<Frame> frames = capture.frames(capture.complete());
    List<RtpPacket> ours = Collected.packets(capture.codec(), frames);
    List<Frame> again = Collected.frames(capture.codec(), ours).units;
    if (capture.codec() instanceof Codec.G722) {
      byte[] sent = joined(frames);
      assertThat(sent).startsWith(joined(again));
    } else {
      assertThat(payloads(again)).containsExactlyElementsOf(payloads(frames));
    }
    assertThat(again).isNotEmpty();
    boolean single = capture.codec() instanceof Codec.H264 h264 && h264.packetizationMode() == 0;
    for (RtpPacket packet : ours) {
      int first = packet.wire()[packet.payloadOffset()] & 0x1F;
      assertThat(!single || first < 24).isTrue();
    }
  }

  @Test
  void latmReadsWhatItWritesWithTheConfigurationInEveryElement() {
    RtpCapture capture = RtpCapture.of("gstreamer122-latm");
    List<Frame> frames = capture.frames(capture.packets());
    AacTransport told = SdpCodecs.aac(capture.format());
    AacTransport inBand =
        new AacTransport(told.codec(), told.clockRate(), new AacTransport.Latm(true, null));
    List<RtpPacket> packets = Collected.latm(inBand, frames);
    Depacketizer depacketizer = Depacketizer.of(inBand, TrackLimits.USUAL);
    Collected<Frame> again = new Collected<>();
    packets.forEach(packet -> depacketizer.apply(packet, again));
    assertThat(payloads(again.units)).containsExactlyElementsOf(payloads(frames));
    AacTransport guessed =
        new AacTransport(new Codec.Aac(2, 90_000, 1), 90_000, new AacTransport.Latm(true, null));
    byte[] first = Collected.payload(packets.getFirst());
    AacTransport found = InBand.transport(guessed, first, 0, first.length);
    assertThat(found.codec()).isEqualTo(told.codec());
  }

  private static List<String> payloads(List<Frame> frames) {
    return frames.stream().map(frame -> brief(frame.payload())).toList();
  }

  private static List<String> briefs(List<byte[]> units) {
    return units.stream().map(RtpCaptureTest::brief).toList();
  }

  private static byte[] joined(List<Frame> frames) {
    return Media.join(frames.stream().map(Frame::payload).toArray(byte[][]::new));
  }

  /** Enough to tell units from each other in a message. */
  private static String brief(byte[] bytes) {
    String start = Media.hex(Arrays.copyOf(bytes, Math.min(6, bytes.length)));
    return start + " " + bytes.length + " " + Integer.toHexString(Arrays.hashCode(bytes));
  }
}
