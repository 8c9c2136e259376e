package org.wcs.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Somebody who waits for a stream of a name. Any thread. */
public final class Waiting implements Consumer<MediaStream> {

  private final StreamHub hub;
  private final String name;
  private final Consumer<MediaStream> found;
  private final AtomicBoolean over = new AtomicBoolean();

  Waiting(StreamHub hub, String name, Consumer<MediaStream> found) {
    this.hub = hub;
    this.name = name;
    this.found = found;
  }

  /** For the hub: a stream has come. */
  @Override
  public void accept(MediaStream stream) {
    if (stream.name().equals(name) && over.compareAndSet(false, true)) {
      hub.unwatch(this);
      found.accept(stream);
    }
  }

  /**
   * Gives up waiting.
   *
   * @return false if the stream has been found already
   */
  public boolean cancel() {
    boolean waited = over.compareAndSet(false, true);
    hub.unwatch(this);
    return waited;
  }
}
