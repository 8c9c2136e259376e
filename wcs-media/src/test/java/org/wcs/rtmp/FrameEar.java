package org.wcs.rtmp;

import java.util.function.Consumer;
import org.wcs.lane.Lane;
import org.wcs.stream.Sink;
import org.wcs.unit.Frame;

/** Hears the frames of a track. */
record FrameEar(Lane lane, Consumer<Frame> heard) implements Sink<Frame> {

  @Override
  public void accept(Frame frame) {
    heard.accept(frame);
  }
}
