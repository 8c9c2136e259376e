package org.wcs.stream;

import org.wcs.unit.Codec;

/** What happens to a stream apart from its media. */
public sealed interface StreamEvent {

  /** Media flows: from here on viewers see and hear something. */
  record Started() implements StreamEvent {}

  /**
   * The picture has a size, or a new one.
   *
   * @param width in pixels
   * @param height in pixels
   */
  record Resized(int width, int height) implements StreamEvent {}

  /** The publisher switched a kind of media off or on. */
  record Muted(Codec.Kind kind, boolean muted) implements StreamEvent {}

  /**
   * The publisher, or a service on its behalf, sends data to the viewers.
   *
   * @param json the payload as JSON text
   */
  record Data(String json) implements StreamEvent {}

  /** The stream is over; nothing follows. */
  record Ended(EndReason reason) implements StreamEvent {}
}
