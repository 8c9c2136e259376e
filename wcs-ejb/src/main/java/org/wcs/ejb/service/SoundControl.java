package org.wcs.ejb.service;

/** What is to be sent in the place of a stream's sound. Set by any thread, read on a lane. */
public final class SoundControl {

  private volatile boolean muted;

  /** Whether silence is to be sent. */
  public boolean muted() {
    return muted;
  }

  /** Switches to silence or back. */
  public void muted(boolean silent) {
    muted = silent;
  }
}
