package org.wcs.rtmp;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Changes frames before they are sent. On the lane of the frames. */
public interface FrameFilter {

  /** Leaves everything as it is. */
  FrameFilter NONE = (codec, frame) -> frame;

  /** The frame to send; null for none. */
  @Nullable Frame apply(Codec codec, Frame frame);
}
