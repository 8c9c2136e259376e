package org.wcs.rtmp;

import java.util.function.BooleanSupplier;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;

/**
 * A stream to be sent to another server.
 *
 * @param stream what to send; the push ends with it
 * @param target where to
 * @param picture how the pictures are wanted there
 * @param muted whether silence is to be sent in the place of the sound; asked for each frame
 * @param filter what is made of each frame before it is sent; called on one lane
 * @param lasting whether to dial again when the connection breaks
 */
public record PushOrder(
    MediaStream stream,
    RtmpTarget target,
    Picture picture,
    BooleanSupplier muted,
    FrameFilter filter,
    boolean lasting) {

  /** Frames are sent as they are. */
  public PushOrder(
      MediaStream stream,
      RtmpTarget target,
      Picture picture,
      BooleanSupplier muted,
      boolean lasting) {
    this(stream, target, picture, muted, FrameFilter.NONE, lasting);
  }
}
