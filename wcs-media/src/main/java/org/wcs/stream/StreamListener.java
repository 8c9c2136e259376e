package org.wcs.stream;

/** Hears what happens to one stream, in order, on the publisher's lane. It must not block. */
public interface StreamListener {

  /** Something happened. */
  void happened(MediaStream stream, StreamEvent event);
}
