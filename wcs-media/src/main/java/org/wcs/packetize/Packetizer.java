package org.wcs.packetize;

import org.wcs.lane.Lane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Transform;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Makes the RTP packets of a track's frames, once for all players. Packets have a header of 12
 * bytes (payload type and SSRC are 0: players have their own), count from 0 and carry the time of
 * the frame; the marker is on the last packet of a picture. A frame that is no good makes no
 * packets. On the lane of the feed it reads.
 */
public final class Packetizer implements Transform<Frame, RtpPacket> {
  private final PayloadWriter format;
  private final PacketWriter writer;

  Packetizer(Codec codec, Lane lane, PacketNumbers numbers, RetransmissionCache history, int room) {
    this(PayloadWriter.of(codec), codec, new Target(lane, numbers, history, room));
  }

  private Packetizer(PayloadWriter format, Codec codec, Target target) {
    this.format = format;
    boolean audio = codec.kind() == Codec.Kind.AUDIO;
    this.writer = new PacketWriter(target.lane, target.numbers, target.history, target.room, audio);
  }

  /** Where packets go. */
  private record Target(Lane lane, PacketNumbers numbers, RetransmissionCache history, int room) {}

  /**
   * A packetizer whose packets count from 0.
   *
   * @param lane tells the time of the packets
   * @param history remembers every packet
   * @param payloadOctets most bytes of payload in a packet
   */
  public static Packetizer of(
      Codec codec, Lane lane, RetransmissionCache history, int payloadOctets) {
    return new Packetizer(codec, lane, new PacketNumbers(), history, payloadOctets);
  }

  /**
   * The same for AAC in LATM; the packets' timestamps are in ticks of the codec's clock.
   *
   * @param transport its layout counts
   */
  public static Packetizer of(
      AacTransport transport, Lane lane, RetransmissionCache history, int payloadOctets) {
    Target target = new Target(lane, new PacketNumbers(), history, payloadOctets);
    return new Packetizer(PayloadWriter.of(transport), transport.codec(), target);
  }

  @Override
  public void apply(Frame frame, Output<RtpPacket> out) {
    if (frame.payload().length > 0) {
      writer.begin(frame, out);
      format.write(frame, writer);
    }
  }
}
