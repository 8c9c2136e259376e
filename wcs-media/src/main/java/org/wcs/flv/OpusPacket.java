package org.wcs.flv;

/** How long a packet of Opus lasts (RFC 6716 section 3.1). Stateless, any thread. */
final class OpusPacket {
  private static final int MAX_SAMPLES = 5_760;
  private static final int[] SILK = {480, 960, 1920, 2880};
  private static final int[] HYBRID = {480, 960};
  private static final int[] CELT = {120, 240, 480, 960};

  private OpusPacket() {}

  /** Samples at 48 kHz; 0 if the packet is broken. */
  static int samples(Slice packet) {
    if (packet.length() == 0) {
      return 0;
    }
    int toc = packet.buffer()[packet.offset()] & 0xFF;
    int config = toc >>> 3;
    int each = config < 12 ? SILK[config & 3] : config < 16 ? HYBRID[config & 1] : CELT[config & 3];
    int frames =
        switch (toc & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length() < 2 ? 0 : packet.buffer()[packet.offset() + 1] & 0x3F;
        };
    return each * frames > MAX_SAMPLES ? 0 : each * frames;
  }
}
