package org.wcs.packetize;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;
import org.wcs.rtp.TimestampUnwrapper;
import org.wcs.sdp.PayloadFormat;
import org.wcs.sdp.SdpCodecs;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * What real senders sent; see capture/rtp/README.md.
 *
 * @param name of the files
 * @param format what the sender says of itself
 * @param codec what that means
 * @param packets in the order they came
 * @param units what went into the packetizer
 */
record RtpCapture(
    String name, PayloadFormat format, Codec codec, List<RtpPacket> packets, List<byte[]> units) {
  static final List<String> ALL =
      List.of(
          "ffmpeg51-h264",
          "ffmpeg51-h264-b-frames",
          "ffmpeg51-h264-mode0",
          "gstreamer122-h264",
          "ffmpeg51-h265",
          "gstreamer122-h265",
          "ffmpeg80-av1",
          "ffmpeg51-vp8",
          "gstreamer122-vp8",
          "ffmpeg51-vp9",
          "gstreamer122-vp9",
          "gstreamer122-opus",
          "ffmpeg51-aac",
          "ffmpeg51-aac-noise",
          "gstreamer122-aac",
          "gstreamer122-aac-fragments",
          "ffmpeg51-latm",
          "gstreamer122-latm",
          "gstreamer122-pcmu",
          "gstreamer122-pcma",
          "gstreamer122-g722",
          "ffmpeg51-g722",
          "ffmpeg51-g726-16",
          "ffmpeg51-g726-24",
          "ffmpeg51-g726-32",
          "ffmpeg51-g726-40",
          "ffmpeg51-g726le-16",
          "ffmpeg51-g726le-24",
          "ffmpeg51-g726le-32",
          "ffmpeg51-g726le-40",
          "gstreamer122-g726",
          "gstreamer122-g726-aal2",
          "gstreamer122-g729",
          "ffmpeg51-speex",
          "gstreamer122-speex",
          "gstreamer122-mpa",
          "ffmpeg51-mpa",
          "ffmpeg51-jpeg",
          "gstreamer122-jpeg",
          "gstreamer122-jpeg-restarts");

  /** One of {@link #ALL}. */
  static RtpCapture of(String name) {
    try {
      String text = new String(bytes(name + ".sdp"), StandardCharsets.UTF_8);
      SessionDescription sdp = SessionDescription.parse(text);
      PayloadFormat format = sdp.media().getFirst().payloads().getFirst();
      Codec codec = Objects.requireNonNull(SdpCodecs.codec(format), name);
      List<byte[]> units = new ArrayList<>();
      DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes(name + ".units")));
      while (data.available() > 0) {
        units.add(data.readNBytes(data.readInt()));
      }
      return new RtpCapture(name, format, codec, packets(name), units);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SdpException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static List<RtpPacket> packets(String name) throws IOException {
    List<RtpPacket> packets = new ArrayList<>();
    SequenceUnwrapper sequences = new SequenceUnwrapper();
    TimestampUnwrapper timestamps = new TimestampUnwrapper();
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes(name + ".rtp")));
    while (data.available() > 0) {
      byte[] wire = data.readNBytes(data.readUnsignedShort());
      packets.add(
          new RtpPacket(
              wire,
              RtpHeader.headerLength(wire, 0),
              RtpHeader.payloadLength(wire, 0, wire.length),
              RtpHeader.marker(wire, 0),
              sequences.unwrap(RtpHeader.sequence(wire, 0)),
              timestamps.unwrap(RtpHeader.timestamp(wire, 0)),
              false,
              packets.size() * 1_000_000L));
    }
    return packets;
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = RtpCapture.class.getResourceAsStream("/capture/rtp/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }

  /** The parameter sets of the description as a packet before all others, where it takes them. */
  List<RtpPacket> complete() {
    byte[] sets = SdpCodecs.parameterSets(format);
    if (sets == null) {
      return packets;
    }
    RtpPacket first = packets.getFirst();
    List<RtpPacket> complete = new ArrayList<>();
    Frame alone = new Frame(first.pts(), first.pts(), true, sets);
    for (RtpPacket packet : Collected.packets(codec, List.of(alone))) {
      byte[] payload = Collected.payload(packet);
      complete.add(Collected.packet(first.sequence() - 10 + complete.size(), 0, false, payload));
    }
    for (RtpPacket packet : packets) {
      long moved = packet.sequence() - 10 + complete.size() - packets.indexOf(packet);
      complete.add(at(packet, moved));
    }
    return complete;
  }

  private static RtpPacket at(RtpPacket packet, long sequence) {
    return new RtpPacket(
        packet.wire(),
        packet.payloadOffset(),
        packet.payloadLength(),
        packet.marker(),
        sequence,
        packet.pts(),
        packet.resync(),
        packet.arrivedNanos());
  }

  /** What becomes of packets of this sender that arrive in this order. */
  List<Frame> frames(List<RtpPacket> arriving) {
    AacTransport transport = SdpCodecs.aac(format);
    Depacketizer depacketizer =
        transport == null
            ? Depacketizer.of(codec, TrackLimits.USUAL)
            : Depacketizer.of(transport, TrackLimits.USUAL);
    Collected<Frame> frames = new Collected<>();
    arriving.forEach(packet -> depacketizer.apply(packet, frames));
    return frames.units;
  }

  @Override
  public String toString() {
    return name;
  }
}
