package org.wcs.codec;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Makes frames of pictures. One thread at a time; whoever made it closes it. */
public interface VideoEncoder extends AutoCloseable {
  /**
   * Encodes one picture, scaled where its size is another. The frame comes out at once; none, if
   * the picture is dropped for the frame rate. There are no B-frames: pts and dts are the
   * picture's.
   *
   * @param key whether a key frame must come; if the picture is dropped, the next one is it
   */
  void encode(RawPicture picture, boolean key, Consumer<? super Frame> out) throws CodecException;

  /**
   * Changes the bit rate. x264 changes as it goes. The others must begin anew with a key frame: for
   * a lower bit rate at most once a second, for a higher one when a key frame comes anyway; they
   * pass over changes below a tenth.
   */
  void bitrate(int bitsPerSecond);

  /** Lays this over every picture from the next one on, null for nothing. */
  void overlay(@Nullable Overlay overlay);

  /** What it makes; for H.264 with the profile and level of the stream, once there is one. */
  Codec.Video codec();

  /** Width of the frames made, in pixels; 0 before the first. */
  int width();

  /** Height of the frames made, in pixels; 0 before the first. */
  int height();

  @Override
  void close();
}
