package org.wcs.rtp.feature;

/**
 * Joins the wishes of many viewers for a key frame into few requests to the publisher, and repeats
 * the request until one comes (RFC 4585 section 6.3.1, RFC 5104 section 4.3.1). Not thread safe.
 */
public final class KeyFrameRequester {
  /** A source that does not react for this long is left alone until somebody asks again. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final long intervalNanos;
  private boolean wanted;
  private boolean asked;
  private long wantedNanos;
  private long askedNanos;
  private int count;

  /** Makes a requester with at least so much time between two requests. */
  public KeyFrameRequester(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  /** Somebody needs a key frame. */
  public void request(long nowNanos) {
    wanted = true;
    wantedNanos = nowNanos;
  }

  /** A key frame has come: whoever waited is served. */
  public void onKeyFrame(long nowNanos) {
    wanted = false;
  }

  /** Whether a request is to be sent now. */
  public boolean due(long nowNanos) {
    if (wanted && nowNanos - wantedNanos > PATIENCE_NANOS) {
      wanted = false;
    }
    return wanted && (!asked || nowNanos - askedNanos >= intervalNanos);
  }

  /** A request was sent. */
  public void sent(long nowNanos) {
    asked = true;
    askedNanos = nowNanos;
    count++;
  }

  /** Requests sent so far: the command sequence number of a FIR. */
  public int count() {
    return count;
  }
}
