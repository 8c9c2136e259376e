package org.wcs.packetize;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

class PacketizeFuzzTest {
  private static final int MOST_GROWTH = 8;

  /**
   * The first byte chooses the codec; then packets follow, each behind its length and a byte of
   * flags: marker, new timestamp, lost before it.
   */
  @FuzzTest
  void readsPackets(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    List<RtpPacket> packets = packets(bytes);
    Codec codec = codec(bytes[0]);
    for (RtpPacket packet : packets) {
      InBand.codec(codec, packet.wire(), packet.payloadOffset(), packet.payloadLength());
      InBand.startCodes(codec, packet.wire(), packet.payloadOffset(), packet.payloadLength());
    }
    check(Collected.frames(codec, packets).units);
  }

  /** The first byte chooses how AAC is laid out; then packets follow as above. */
  @FuzzTest
  void readsAacOfOtherLayouts(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    List<AacTransport> transports = AacLayoutsTest.transports();
    AacTransport transport = transports.get(Math.floorMod(bytes[0], transports.size()));
    Depacketizer depacketizer = Depacketizer.of(transport, TrackLimits.USUAL);
    Collected<Frame> frames = new Collected<>();
    for (RtpPacket packet : packets(bytes)) {
      InBand.transport(transport, packet.wire(), packet.payloadOffset(), packet.payloadLength());
      depacketizer.apply(packet, frames);
    }
    check(frames.units);
  }

  /** Configurations of AAC, with and without LATM. */
  @FuzzTest
  void readsConfigurations(byte[] bytes) {
    AudioSpecificConfig audio = AudioSpecificConfig.parse(bytes, 0, bytes.length);
    Codec.Aac codec = audio == null ? null : audio.codec();
    if (codec != null) {
      byte[] written = AudioSpecificConfig.of(codec).bytes();
      AudioSpecificConfig again = AudioSpecificConfig.parse(written, 0, written.length);
      if (again == null || !codec.equals(again.codec())) {
        throw new AssertionError("written for " + codec + ", read as " + again);
      }
    }
    StreamMuxConfig mux = StreamMuxConfig.parse(bytes, 0, bytes.length);
    if (mux != null && (mux.frames() < 1 || mux.otherDataBits() < 0)) {
      throw new AssertionError("what was read is no good: " + mux);
    }
  }

  private static void check(List<Frame> frames) {
    for (Frame frame : frames) {
      if (frame.dts() > frame.pts() || frame.payload().length == 0) {
        throw new AssertionError("no good frame: " + frame);
      }
    }
  }

  private static List<RtpPacket> packets(byte[] bytes) {
    List<RtpPacket> packets = new ArrayList<>();
    long sequence = 0;
    long pts = 0;
    int at = 1;
    while (at + 2 <= bytes.length) {
      int end = Math.min(bytes.length, at + 2 + (bytes[at] & 0xFF));
      int flags = bytes[at + 1];
      sequence += (flags & 4) != 0 ? 2 : 1;
      pts += (flags & 2) != 0 ? 3_000 : 0;
      byte[] payload = Arrays.copyOfRange(bytes, at + 2, end);
      packets.add(Collected.packet(sequence, pts, (flags & 1) != 0, payload));
      at = end;
    }
    return packets;
  }

  /** The first byte chooses the codec, a frame follows. */
  @FuzzTest
  void readsFrames(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    byte[] payload = Arrays.copyOfRange(bytes, 1, bytes.length);
    Codec codec = codec(bytes[0]);
    Frame frame = new Frame(0, 0, true, payload);
    int octets = 0;
    for (RtpPacket packet : Collected.packets(codec, List.of(frame))) {
      octets += packet.payloadLength();
    }
    byte[] avc = AvcC.of(payload);
    byte[] hevc = HvcC.of(payload);
    byte[] av1 = Av1C.of(payload);
    boolean read =
        (avc == null || AvcC.parse(avc, 0, avc.length) != null)
            && (hevc == null || HvcC.parse(hevc, 0, hevc.length) != null)
            && (av1 == null || Av1C.parse(av1, 0, av1.length) != null);
    if (!read || octets > MOST_GROWTH * (payload.length + 8)) {
      throw new AssertionError("what was written cannot be read, or grew to " + octets);
    }
    Vp9Parameters.of(payload);
    Vp8Parameters.of(payload);
    DimensionsTest.touch(payload);
  }

  private static Codec codec(byte choice) {
    List<Codec> codecs = new ArrayList<>(Media.VIDEO);
    codecs.addAll(Media.AUDIO);
    codecs.addAll(List.of(new Codec.G726(4, false), new Codec.G729(), new Codec.Jpeg()));
    return codecs.get(Math.floorMod(choice, codecs.size()));
  }
}
