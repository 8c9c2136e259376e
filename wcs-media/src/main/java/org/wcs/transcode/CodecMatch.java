package org.wcs.transcode;

import java.util.List;
import org.wcs.unit.Codec;

/** Tells whether a viewer that names one codec can decode another one. Any thread. */
public final class CodecMatch {

  private static final int CONSTRAINED_BASELINE_IDC = 66;
  private static final int MAIN_IDC = 77;
  private static final int HIGH_IDC = 100;

  private CodecMatch() {}

  /** Whether any of the offered codecs takes the source as it is. */
  public static boolean accepts(List<Codec> offered, Codec source) {
    return offered.stream().anyMatch(each -> accepts(each, source));
  }

  /**
   * Whether the offered codec takes the source as it is.
   *
   * <p>H.264 compares by profile, each of Baseline, Main and High taking those before it; a profile
   * of 0 on either side is not known and fits. Levels are not compared: they say what a device
   * promises, and decoders of today keep more than their promise. Packetization mode 0 takes mode 0
   * alone (RFC 6184 section 6.2). Parameters that travel in each frame, such as the channels of AAC
   * and Opus, are not compared.
   */
  public static boolean accepts(Codec offered, Codec source) {
    return switch (offered) {
      case Codec.H264 h264 -> source instanceof Codec.H264 other && takes(h264, other);
      case Codec.H265 h265 ->
          source instanceof Codec.H265 other
              && (h265.profileId() == 0 || other.profileId() <= h265.profileId());
      case Codec.Vp9 vp9 ->
          source instanceof Codec.Vp9 other && other.profileId() == vp9.profileId();
      case Codec.Av1 av1 -> source instanceof Codec.Av1 other && other.profile() <= av1.profile();
      case Codec.Speex speex ->
          source instanceof Codec.Speex other && other.sampleRate() == speex.sampleRate();
      case Codec.Vp8 vp8 -> source instanceof Codec.Vp8;
      case Codec.Opus opus -> source instanceof Codec.Opus;
      case Codec.Aac aac -> source instanceof Codec.Aac;
      case Codec.Mp3 mp3 -> source instanceof Codec.Mp3;
      case Codec.Pcmu pcmu -> source instanceof Codec.Pcmu;
      case Codec.Pcma pcma -> source instanceof Codec.Pcma;
      case Codec.G722 g722 -> source instanceof Codec.G722;
    };
  }

  private static boolean takes(Codec.H264 offered, Codec.H264 source) {
    return (offered.packetizationMode() != 0 || source.packetizationMode() == 0)
        && takesProfile(offered.profileLevelId() >>> 16, source.profileLevelId() >>> 16);
  }

  private static boolean takesProfile(int offeredIdc, int sourceIdc) {
    if (offeredIdc == 0 || sourceIdc == 0 || offeredIdc == sourceIdc) {
      return true;
    }
    int offered = rank(offeredIdc);
    int source = rank(sourceIdc);
    return source > 0 && source < offered;
  }

  /** Place among the profiles of which each can decode those before it; 0 for the others. */
  private static int rank(int profileIdc) {
    return switch (profileIdc) {
      case CONSTRAINED_BASELINE_IDC -> 1;
      case MAIN_IDC -> 2;
      case HIGH_IDC -> 3;
      default -> 0;
    };
  }
}
