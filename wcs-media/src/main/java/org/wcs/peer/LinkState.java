package org.wcs.peer;

/** How far a stream is that is pushed to, or pulled from, another server. */
public enum LinkState {
  /** Asked for. */
  NEW,
  /** Being dialled, for the first time or again. */
  PENDING,
  /** The other server has been reached, and accepts that media flows. */
  CONNECTED,
  /** Media flows; what is pulled is published here. */
  FLOWING,
  /** Ended as it should. */
  STOPPED,
  /** It never came about, or broke for good. */
  FAILED
}
