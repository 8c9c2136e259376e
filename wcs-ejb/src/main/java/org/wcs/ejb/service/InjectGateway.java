package org.wcs.ejb.service;

import org.wcs.stream.MediaStream;

/** Puts the content of one stream in the place of another's. Any thread; nothing blocks. */
@FunctionalInterface
public interface InjectGateway {

  /**
   * Starts.
   *
   * @param over called once when it has ended, whoever ended it; any thread
   * @return ends it; idempotent
   * @throws RequestRefusedException if the content does not fit
   */
  Runnable start(MediaStream target, MediaStream source, Runnable over)
      throws RequestRefusedException;
}
