package org.wcs.rtmp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Puts silence in the place of the sound while a push is muted. */
final class SilentSound implements FrameFilter {

  /** Raw data blocks of AAC LC without any coefficient: one channel, and two. */
  private static final byte[] AAC_MONO = HexFormat.of().parseHex("00c800802380");

  private static final byte[] AAC_STEREO = HexFormat.of().parseHex("210049900219002380");

  private static final byte MU_LAW_ZERO = (byte) 0xFF;
  private static final byte A_LAW_ZERO = (byte) 0xD5;

  private final BooleanSupplier muted;

  SilentSound(BooleanSupplier muted) {
    this.muted = muted;
  }

  @Override
  public @Nullable Frame apply(Codec codec, Frame frame) {
    if (codec.kind() == Codec.Kind.VIDEO || !muted.getAsBoolean()) {
      return frame;
    }
    byte[] silence = silence(codec, frame.payload().length);
    return silence == null ? null : new Frame(frame.pts(), frame.dts(), true, silence);
  }

  /** Null where silence cannot be made without an encoder: then nothing is sent. */
  private static byte @Nullable [] silence(Codec codec, int length) {
    return switch (codec) {
      case Codec.Aac(int objectType, int _, int channels) when objectType == 2 && channels == 1 ->
          AAC_MONO;
      case Codec.Aac(int objectType, int _, int channels) when objectType == 2 && channels == 2 ->
          AAC_STEREO;
      case Codec.Pcmu _ -> filled(length, MU_LAW_ZERO);
      case Codec.Pcma _ -> filled(length, A_LAW_ZERO);
      case Codec.Aac _, Codec.Mp3 _, Codec.Speex _, Codec.Opus _, Codec.G722 _ -> null;
      case Codec.Video _ -> null;
    };
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
