package org.wcs.rtsp.ingest;

import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.Bytes;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;

/** One source of a camera: writes its packets and reports as they go over the wire. */
final class RtpSource {
  static final byte[] SPS = Bitstreams.of("h264.high.1280x720.sps");
  static final byte[] PPS = Bitstreams.of("h264.high.1280x720.pps");
  static final byte[] IDR = Bytes.hex("6588840020112233445566778899");
  static final byte[] SLICE = Bytes.hex("419a2011223344556677889900");

  int ssrc;
  int payloadType;
  int sequence;
  int timestamp;
  long timestampShift;

  RtpSource(int ssrc, int payloadType) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
  }

  /** The next packet. */
  byte[] packet(boolean marker, byte[] payload) {
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) (payloadType | (marker ? 0x80 : 0));
    RtpHeader.writeShort(packet, 2, sequence++);
    RtpHeader.writeInt(packet, 4, (int) (timestamp + timestampShift));
    RtpHeader.writeInt(packet, 8, ssrc);
    System.arraycopy(payload, 0, packet, 12, payload.length);
    return packet;
  }

  byte[] report(long ntp, int at) {
    byte[] out = new byte[64];
    int end = RtcpWriter.senderReport(out, 0, ssrc, new RtcpWriter.Moment(ntp, at), 1, 1);
    end = RtcpWriter.sourceDescription(out, end, ssrc, RtcpWriter.cname("camera"));
    return java.util.Arrays.copyOf(out, end);
  }

  byte[] bye() {
    byte[] out = new byte[64];
    int end = RtcpWriter.bye(out, 0, ssrc);
    return java.util.Arrays.copyOf(out, end);
  }

  /** Seconds since 1900 and fraction. */
  static long ntp(long nanos) {
    long seconds = Math.floorDiv(nanos, 1_000_000_000L);
    long rest = Math.floorMod(nanos, 1_000_000_000L);
    return seconds << 32 | (rest << 32) / 1_000_000_000L;
  }
}
