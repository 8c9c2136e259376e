package org.wcs.unit;

/**
 * One RTP packet in plain text as it came from its publisher (RFC 3550 section 5.1), with what
 * every reader needs already unpacked. Frozen: the bytes are shared by all readers and never
 * written.
 *
 * @param wire the bytes of the packet from its first header byte on; at least {@code header.end()}
 * @param payloadOffset where the payload starts in {@code wire}, in bytes
 * @param payloadLength length of the payload without RTP padding, in bytes
 * @param marker the M bit
 * @param sequence extended sequence number: the 16 bits of the header unwrapped to 64
 * @param pts timestamp of the header unwrapped to 64 bits, ticks of the track clock
 * @param resync whether decoding can start with this packet (first packet of a key frame; always
 *     for audio)
 * @param arrivedNanos lane time of arrival
 */
public record RtpPacket(
    byte[] wire,
    int payloadOffset,
    int payloadLength,
    boolean marker,
    long sequence,
    long pts,
    boolean resync,
    long arrivedNanos)
    implements MediaUnit {

  /** Refuses offsets outside the bytes. */
  public RtpPacket {
    if (payloadOffset < 12 || payloadLength < 0 || payloadOffset + payloadLength > wire.length) {
      throw new IllegalArgumentException(
          "payload " + payloadOffset + "+" + payloadLength + " of " + wire.length + " bytes");
    }
  }

  @Override
  public int octets() {
    return wire.length;
  }
}
