package org.wcs.rtmp;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.SilentAac;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Puts silence in the place of the sound while a push is muted. */
final class SilentSound implements FrameFilter {

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
      case Codec.Aac aac -> SilentAac.frame(aac);
      case Codec.Pcmu _ -> filled(length, MU_LAW_ZERO);
      case Codec.Pcma _ -> filled(length, A_LAW_ZERO);
      case Codec.Mp3 _, Codec.Speex _, Codec.Opus _ -> null;
      case Codec.G722 _, Codec.G726 _, Codec.G729 _ -> null;
      case Codec.Video _ -> null;
    };
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
