package org.wcs.bench;

/**
 * What the publisher sends: a burst of equal video packets for each of 30 frames a second, and
 * audio 50 times a second.
 *
 * @param packetsPerFrame video packets in a burst
 * @param packetBytes RTP payload of a video packet
 */
record LoadPattern(int packetsPerFrame, int packetBytes) {

  static final int FRAMES_PER_SECOND = 30;
  static final int AUDIO_PER_SECOND = 50;
  static final int AUDIO_BYTES = 170;
  static final int MAX_PACKET_BYTES = 1_180;

  /** Room for a key frame's header and the time stamp. */
  private static final int MIN_PACKET_BYTES = 64;

  LoadPattern {
    if (packetsPerFrame < 1 || packetBytes < MIN_PACKET_BYTES || packetBytes > MAX_PACKET_BYTES) {
      throw new IllegalArgumentException(packetsPerFrame + " packets of " + packetBytes + " bytes");
    }
  }

  /**
   * The pattern for a bitrate. 640 kbit/s and 2 Mbit/s are the patterns that other servers were
   * measured with; all else is cut into as few packets as possible.
   */
  static LoadPattern of(int bitsPerSecond) {
    if (bitsPerSecond == 640_000) {
      return new LoadPattern(3, 850);
    }
    if (bitsPerSecond == 2_000_000) {
      return new LoadPattern(6, MAX_PACKET_BYTES);
    }
    int video = bitsPerSecond / 8 - AUDIO_PER_SECOND * AUDIO_BYTES;
    int frame = Math.max(MIN_PACKET_BYTES, video / FRAMES_PER_SECOND);
    int packets = (frame + MAX_PACKET_BYTES - 1) / MAX_PACKET_BYTES;
    return new LoadPattern(packets, Math.max(MIN_PACKET_BYTES, frame / packets));
  }

  /** Packets a second that each viewer should get. */
  int packetsPerSecond() {
    return packetsPerFrame * FRAMES_PER_SECOND + AUDIO_PER_SECOND;
  }
}
