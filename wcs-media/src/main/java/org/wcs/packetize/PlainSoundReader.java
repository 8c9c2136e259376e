package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.stream.Transform;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** One packet, one frame: Opus, Speex, G.711, G.722. */
final class PlainSoundReader implements FrameReader {
  @Override
  public void read(RtpPacket packet, boolean gap, Transform.Output<Frame> out) {
    int from = packet.payloadOffset();
    int length = packet.payloadLength();
    if (length > 0) {
      byte[] payload = Arrays.copyOfRange(packet.wire(), from, from + length);
      out.emit(new Frame(packet.pts(), packet.pts(), true, payload));
    }
  }
}
