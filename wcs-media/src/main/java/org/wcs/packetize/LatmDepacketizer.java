package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.Transform;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * RFC 6416: an AudioMuxElement (ISO/IEC 14496-3 section 1.7.3) in a packet, or in the packets up to
 * the marker. Frames of another configuration than the track's are dropped.
 */
final class LatmDepacketizer implements FrameReader {
  private static final int MOST_OCTETS = 1 << 17;
  private static final byte[] NOTHING = {};

  private final AacTransport transport;
  private final AacTransport.Latm layout;
  private @Nullable StreamMuxConfig config;
  private byte[] gathered = NOTHING;
  private int length;
  private boolean doubtful; // what was gathered may lack its beginning
  private long pts;

  LatmDepacketizer(AacTransport transport, AacTransport.Latm layout) {
    this.transport = transport;
    this.layout = layout;
    this.config = layout.config();
  }

  @Override
  public void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out) {
    if (gap) {
      length = 0;
      doubtful = true;
    }
    if (length > 0 && packet.pts() != pts) {
      element(out); // from somebody who sets no marker
    }
    pts = packet.pts();
    if (length + packet.payloadLength() > MOST_OCTETS) {
      length = 0;
      doubtful = true;
      return;
    }
    if (length + packet.payloadLength() > gathered.length) {
      gathered = Arrays.copyOf(gathered, 2 * (length + packet.payloadLength()));
    }
    System.arraycopy(
        packet.wire(), packet.payloadOffset(), gathered, length, packet.payloadLength());
    length += packet.payloadLength();
    if (packet.marker()) {
      element(out);
    }
  }

  private void element(Transform.Output<Frame> out) {
    BitReader bits = new BitReader(gathered, 0, length, false);
    boolean whole = !doubtful;
    length = 0;
    doubtful = false;
    if (layout.configInBand() && bits.bit() == 0) {
      config = usable(StreamMuxConfig.read(bits), config);
    }
    StreamMuxConfig now = config;
    if (now == null) {
      return;
    }
    long time = transport.pts(pts);
    for (int i = 0; i < now.frames(); i++) {
      byte[] frame = bits.bytes(frameLength(bits, now));
      // An element whose beginning is missing does not end where its last frame does.
      boolean ends = i < now.frames() - 1 || bits.left() - now.otherDataBits() < 8;
      if (frame == null || !whole && !ends) {
        return;
      }
      if (frame.length > 0) {
        out.emit(new Frame(time, time, true, frame));
      }
      time += AacDepacketizer.SAMPLES;
    }
  }

  /** PayloadLengthInfo. */
  private static int frameLength(BitReader bits, StreamMuxConfig config) {
    if (config.frameBytes() > 0) {
      return config.frameBytes();
    }
    int total = 0;
    int octet = 255;
    while (octet == 255 && !bits.exhausted()) {
      octet = bits.bits(8);
      total += octet;
    }
    return total;
  }

  /** One that cannot be read may have been spoilt, or lack its beginning: the last one stays. */
  private @Nullable StreamMuxConfig usable(
      @Nullable StreamMuxConfig read, @Nullable StreamMuxConfig last) {
    if (read == null) {
      return last;
    }
    AudioSpecificConfig audio = read.audio();
    boolean same =
        audio.sampleRate() == transport.codec().sampleRate()
            && (audio.channels() == 0 || audio.channels() == transport.codec().channels());
    return same ? read : null;
  }
}
