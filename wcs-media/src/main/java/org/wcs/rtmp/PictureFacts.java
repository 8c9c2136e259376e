package org.wcs.rtmp;

import org.jspecify.annotations.Nullable;
import org.wcs.packetize.Av1Parameters;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.Vp8Parameters;
import org.wcs.packetize.Vp9Parameters;
import org.wcs.unit.Codec;

/**
 * What a key frame says about its pictures.
 *
 * @param width in pixels
 * @param height in pixels
 * @param reordered whether they may be shown in another order than they are decoded in
 */
record PictureFacts(int width, int height, boolean reordered) {

  /** Reads a key frame; null if it says nothing. */
  static @Nullable PictureFacts of(Codec codec, byte[] keyFrame) {
    return switch (codec) {
      case Codec.H264 _ -> of(H264Parameters.of(keyFrame));
      case Codec.H265 _ -> of(H265Parameters.of(keyFrame));
      case Codec.Vp8 _ -> of(Vp8Parameters.of(keyFrame));
      case Codec.Vp9 _ -> of(Vp9Parameters.of(keyFrame));
      case Codec.Av1 _ -> of(Av1Parameters.of(keyFrame));
      case Codec.Jpeg _, Codec.Audio _ -> null;
    };
  }

  private static @Nullable PictureFacts of(@Nullable H264Parameters parameters) {
    return parameters == null
        ? null
        : new PictureFacts(parameters.width(), parameters.height(), parameters.reordered());
  }

  private static @Nullable PictureFacts of(@Nullable H265Parameters parameters) {
    return parameters == null
        ? null
        : new PictureFacts(parameters.width(), parameters.height(), parameters.reordered());
  }

  private static @Nullable PictureFacts of(@Nullable Vp8Parameters parameters) {
    return parameters == null
        ? null
        : new PictureFacts(parameters.width(), parameters.height(), false);
  }

  private static @Nullable PictureFacts of(@Nullable Vp9Parameters parameters) {
    return parameters == null
        ? null
        : new PictureFacts(parameters.width(), parameters.height(), false);
  }

  private static @Nullable PictureFacts of(@Nullable Av1Parameters parameters) {
    return parameters == null
        ? null
        : new PictureFacts(parameters.width(), parameters.height(), false);
  }
}
