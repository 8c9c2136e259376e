package org.wcs.flv;

import java.util.List;

/**
 * What the body of an audio tag holds (FLV 10.1 annex E.4.2, enhanced RTMP v2). Slices point into
 * the body, which is frozen. Immutable, any thread.
 */
public sealed interface AudioBody {
  /** The configuration of the decoder: AudioSpecificConfig, OpusHead, or FLAC's. */
  record Config(AudioFormat format, Slice data) implements AudioBody {}

  /**
   * Coded sound.
   *
   * @param sampleRate as the old header says, 0 in the enhanced one; many codecs know better
   * @param channels as the old header says, 0 in the enhanced one
   * @param offsetNanos to be added to the time stamp, below a millisecond
   */
  record Coded(AudioFormat format, int sampleRate, int channels, int offsetNanos, Slice payload)
      implements AudioBody {}

  /** No more sound in this configuration. */
  record End(AudioFormat format) implements AudioBody {}

  /** Which channel stands for which loudspeaker, unread. */
  record ChannelLayout(AudioFormat format, Slice data) implements AudioBody {}

  /** Bodies of several tracks, none of them {@code Multitrack} itself. */
  record Multitrack(List<Part> parts) implements AudioBody {
    /** Copies the parts. */
    public Multitrack {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The body of one track.
   *
   * @param trackId 0 to 255
   */
  record Part(int trackId, AudioBody body) {}

  /** Nothing to be decoded: an unknown codec or packet type. */
  record Other(String what) implements AudioBody {}

  /**
   * Reads a body.
   *
   * @throws FlvException if it is cut off or contradicts itself
   */
  static AudioBody parse(byte[] body) throws FlvException {
    return new AudioBodyReader(new FlvInput(body)).read();
  }
}
