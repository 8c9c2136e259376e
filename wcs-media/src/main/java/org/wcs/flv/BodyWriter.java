package org.wcs.flv;

import org.jspecify.annotations.Nullable;
import org.wcs.unit.Frame;

/** Writes the bodies of one track. One thread. */
sealed interface BodyWriter permits AudioBodyWriter, VideoBodyWriter {
  /** What must go before this frame: a configuration that is new or has changed; else null. */
  byte @Nullable [] config(Frame frame);

  /** The configuration in force, or null if there is none. */
  byte @Nullable [] config();

  byte[] body(Frame frame);

  /** What ends the configuration, or null if the codec has no such body. */
  byte @Nullable [] end();
}
