package org.wcs.flv;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Makes the bodies of audio or video tags of one track, once for all its players. One thread; the
 * bodies are frozen.
 *
 * <p>H.264, AAC, MP3, Speex and G.711 are written as in 2008, so that every player knows them;
 * H.265, VP8, VP9, AV1 and Opus in enhanced RTMP, and so is everything in a multitrack.
 */
public final class FlvWriter {
  /** The value for {@code trackId} that means plain bodies. */
  static final int NO_MULTITRACK = -1;

  private final BodyWriter writer;
  private final boolean enhanced;

  private FlvWriter(BodyWriter writer, boolean enhanced) {
    this.writer = writer;
    this.enhanced = enhanced;
  }

  /** Whether tags can carry the codec. */
  public static boolean supports(Codec codec) {
    return switch (codec) {
      case Codec.G722 _, Codec.G726 _, Codec.G729 _, Codec.Jpeg _ -> false;
      case Codec.Speex(int sampleRate) -> sampleRate == 16_000;
      case Codec.Aac _, Codec.Mp3 _, Codec.Pcmu _, Codec.Pcma _, Codec.Opus _ -> true;
      case Codec.Video _ -> true;
    };
  }

  /** Whether players must know enhanced RTMP for the codec in plain bodies. */
  public static boolean needsEnhanced(Codec codec) {
    return switch (codec) {
      case Codec.H264 _, Codec.Aac _, Codec.Mp3 _, Codec.Speex _ -> false;
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _ -> false;
      case Codec.G726 _, Codec.G729 _, Codec.Jpeg _ -> false;
      case Codec.H265 _, Codec.Vp8 _, Codec.Vp9 _, Codec.Av1 _, Codec.Opus _ -> true;
    };
  }

  /**
   * A writer of plain bodies.
   *
   * @throws IllegalArgumentException for a codec that is not supported
   */
  public static FlvWriter of(Codec codec) {
    if (!supports(codec)) {
      throw new IllegalArgumentException("tags cannot carry " + codec);
    }
    return new FlvWriter(writer(codec, NO_MULTITRACK), needsEnhanced(codec));
  }

  /**
   * A writer of multitrack bodies with one track each.
   *
   * @param trackId 0 to 255
   * @throws IllegalArgumentException for a codec that has no FourCC
   */
  public static FlvWriter multitrack(Codec codec, int trackId) {
    if (FourCc.of(codec) == null || trackId < 0 || trackId > 255) {
      throw new IllegalArgumentException("no multitrack of " + codec + " as track " + trackId);
    }
    return new FlvWriter(writer(codec, trackId), true);
  }

  private static BodyWriter writer(Codec codec, int trackId) {
    return switch (codec) {
      case Codec.Video video -> new VideoBodyWriter(video, trackId);
      case Codec.Audio audio -> new AudioBodyWriter(audio, trackId);
    };
  }

  /** Whether players must know enhanced RTMP for these bodies. */
  public boolean enhanced() {
    return enhanced;
  }

  /**
   * What must be sent before this frame, with its time stamp: the configuration of the decoder when
   * it is new or has changed, else null. To be asked once for each frame, in order.
   */
  public byte @Nullable [] config(Frame frame) {
    return writer.config(frame);
  }

  /** The configuration in force, for a player that joins; null if there is none (yet). */
  public byte @Nullable [] config() {
    return writer.config();
  }

  /** The body of a frame, to be sent at its decoding time; it tells how much later to show it. */
  public byte[] body(Frame frame) {
    return writer.body(frame);
  }

  /** What ends the track, to be sent last; null if the codec has no such body. */
  public byte @Nullable [] end() {
    return writer.end();
  }
}
