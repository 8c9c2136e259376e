package org.wcs.ejb.policy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HooksConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.HookSession;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.view.StreamObject;

/** Tells applications from time to time which streams of their clients live. One thread. */
public final class LifeSigns {

  private final HooksConfig.KeepAlive config;
  private final Supplier<List<LiveStream>> streams;
  private final Function<String, @Nullable HookSession> applications;
  private long nextNanos;

  /**
   * Makes it silent for the first while.
   *
   * @param streams all that go on
   * @param applications how the application of a session is told, null if it has none
   */
  public LifeSigns(
      HooksConfig.KeepAlive config,
      Supplier<List<LiveStream>> streams,
      Function<String, @Nullable HookSession> applications,
      long nowNanos) {
    this.config = config;
    this.streams = streams;
    this.applications = applications;
    this.nextNanos = nowNanos + config.interval().toNanos();
  }

  /** Tells if it is time to; nothing blocks. */
  public void tick(long nowNanos) {
    if (!config.enabled() || nowNanos - nextNanos < 0) {
      return;
    }
    nextNanos = nowNanos + config.interval().toNanos();
    for (LiveStream stream : streams.get()) {
      boolean lives =
          stream.state() == LiveStream.State.PUBLISHING
              || stream.state() == LiveStream.State.PLAYING;
      HookSession app = lives ? applications.apply(stream.owner().sessionId()) : null;
      if (app != null) {
        app.tell(HookMethod.STREAM_KEEP_ALIVE_EVENT, StreamObject.of(stream).json());
      }
    }
  }
}
