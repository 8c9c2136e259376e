package org.wcs.packetize;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/**
 * How the access units of AAC lie in RTP packets. Immutable, any thread.
 *
 * @param codec what the units are
 * @param clockRate ticks per second of the timestamps, which need not be the sampling rate
 * @param layout how the payloads are built
 */
public record AacTransport(Codec.Aac codec, int clockRate, Layout layout) {
  static final AccessUnits HIGH_BIT_RATE = new AccessUnits(13, 3, 3, 0, 0, Fields.NONE);

  /** How payloads are built. */
  public sealed interface Layout {}

  /**
   * RFC 3640: headers of the units, then the units.
   *
   * @param sizeLength bits of a size, 0 if none is told
   * @param indexLength bits of the index of the first unit
   * @param indexDeltaLength bits of the index of the others
   * @param constantSize octets of every unit, 0 if they differ
   * @param constantDuration ticks of every unit, 0 if not told
   * @param more what else a header may have
   */
  public record AccessUnits(
      int sizeLength,
      int indexLength,
      int indexDeltaLength,
      int constantSize,
      int constantDuration,
      Fields more)
      implements Layout {}

  /**
   * Fields that AAC has no use for, but that may stand there (RFC 3640 section 3.2.1.1).
   *
   * @param compositionDeltaLength bits behind the CTS flag, 0 without the flag
   * @param decodingDeltaLength bits behind the DTS flag, 0 without the flag
   * @param randomAccess whether there is a flag for it
   * @param streamStateLength bits
   * @param auxiliarySizeLength bits of the size of the auxiliary section, 0 without one
   */
  public record Fields(
      int compositionDeltaLength,
      int decodingDeltaLength,
      boolean randomAccess,
      int streamStateLength,
      int auxiliarySizeLength) {
    /** None of them. */
    public static final Fields NONE = new Fields(0, 0, false, 0, 0);
  }

  /**
   * RFC 6416: an AudioMuxElement of ISO/IEC 14496-3, perhaps in fragments.
   *
   * @param configInBand whether the elements carry their configuration
   * @param config the one known beforehand, or null
   */
  public record Latm(boolean configInBand, @Nullable StreamMuxConfig config) implements Layout {}

  /** The one that the server itself sends: AAC-hbr with the sampling rate as clock. */
  public static AacTransport of(Codec.Aac codec) {
    return new AacTransport(codec, codec.sampleRate(), HIGH_BIT_RATE);
  }

  /** From a timestamp of RTP, unwrapped, to the time of a frame in ticks of the codec's clock. */
  public long pts(long timestamp) {
    int rate = codec.sampleRate();
    return rate == clockRate ? timestamp : Math.floorDiv(timestamp * rate, (long) clockRate);
  }

  /**
   * Whether packets are built as the server would build them, so that everybody who reads tracks
   * understands them as they are. Otherwise frames have to be made of them: {@link
   * Depacketizer#of(AacTransport, TrackLimits)}.
   */
  public boolean usual() {
    return clockRate == codec.sampleRate()
        && layout instanceof AccessUnits units
        && units.sizeLength() == 13
        && units.indexLength() == 3
        && units.indexDeltaLength() == 3
        && units.more().equals(Fields.NONE);
  }
}
