package org.wcs.unit;

/** Tells how well a viewer that takes one codec takes a stream of another. */
public final class CodecFit {

  private CodecFit() {}

  /**
   * How well a viewer that offers {@code offered} takes a stream of {@code sent}: 0 not at all,
   * more is better. An H.264 profile of 0 stands for all of them.
   */
  public static int of(Codec sent, Codec offered) {
    return switch (sent) {
      case Codec.H264 h264 -> offered instanceof Codec.H264 other ? fitH264(h264, other) : 0;
      case Codec.H265 h265 ->
          offered instanceof Codec.H265 other && other.profileId() == h265.profileId() ? 1 : 0;
      case Codec.Vp8 vp8 -> offered instanceof Codec.Vp8 ? 1 : 0;
      case Codec.Vp9 vp9 ->
          offered instanceof Codec.Vp9 other && other.profileId() == vp9.profileId() ? 1 : 0;
      case Codec.Av1 av1 ->
          offered instanceof Codec.Av1 other && other.profile() >= av1.profile() ? 1 : 0;
      case Codec.Opus opus -> offered instanceof Codec.Opus ? 1 : 0;
      case Codec.Pcmu pcmu -> offered instanceof Codec.Pcmu ? 1 : 0;
      case Codec.Pcma pcma -> offered instanceof Codec.Pcma ? 1 : 0;
      case Codec.G722 g722 -> offered instanceof Codec.G722 ? 1 : 0;
      case Codec.Speex speex ->
          offered instanceof Codec.Speex other && other.sampleRate() == speex.sampleRate() ? 1 : 0;
      case Codec.G729 g729 -> offered instanceof Codec.G729 ? 1 : 0;
      case Codec.G726 g726 -> offered.equals(g726) ? 1 : 0;
      case Codec.Jpeg jpeg -> offered instanceof Codec.Jpeg ? 1 : 0;
      // Whoever decodes these decodes every sampling rate.
      case Codec.Aac aac -> offered instanceof Codec.Aac ? 1 : 0;
      case Codec.Mp3 mp3 -> offered instanceof Codec.Mp3 ? 1 : 0;
    };
  }

  private static int fitH264(Codec.H264 sent, Codec.H264 offered) {
    if (sent.packetizationMode() > offered.packetizationMode()) {
      return 0;
    }
    if (offered.profileLevelId() == 0) {
      return 1;
    }
    H264Profile from = H264Profile.of(sent.profileLevelId());
    H264Profile to = H264Profile.of(offered.profileLevelId());
    int fit = from == to ? 5 : to.decodes(from) ? 1 : 0;
    return fit > 0 && sent.packetizationMode() == offered.packetizationMode() ? fit + 2 : fit;
  }

  /** The H.264 profiles as far as telling them apart matters (RFC 6184 table 5). */
  private enum H264Profile {
    CONSTRAINED_BASELINE,
    BASELINE,
    MAIN,
    CONSTRAINED_HIGH,
    HIGH,
    OTHER;

    static H264Profile of(int profileLevelId) {
      int idc = profileLevelId >>> 16 & 0xFF;
      int iop = profileLevelId >>> 8 & 0xFF;
      return switch (idc) {
        case 0x42 -> (iop & 0x40) != 0 ? CONSTRAINED_BASELINE : BASELINE;
        case 0x4D -> (iop & 0x80) != 0 ? CONSTRAINED_BASELINE : MAIN;
        case 0x58 -> (iop & 0xC0) == 0xC0 ? CONSTRAINED_BASELINE : OTHER;
        case 0x64 -> (iop & 0x0C) == 0x0C ? CONSTRAINED_HIGH : HIGH;
        default -> OTHER;
      };
    }

    /** Whether a decoder of this profile decodes a stream of the other. */
    boolean decodes(H264Profile stream) {
      return switch (stream) {
        // Browsers offer Baseline but code without FMO and ASO, which is Constrained Baseline.
        case CONSTRAINED_BASELINE, BASELINE -> this != OTHER;
        case MAIN, CONSTRAINED_HIGH -> this == HIGH;
        case HIGH, OTHER -> false;
      };
    }
  }
}
