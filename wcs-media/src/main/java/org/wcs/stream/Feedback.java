package org.wcs.stream;

/** What readers ask of a source; travels up the feed as media travels down. */
public sealed interface Feedback {

  /** A reader cannot go on, or start, without a key frame. */
  record KeyFrameNeeded() implements Feedback {
    /** The only one needed. */
    public static final KeyFrameNeeded INSTANCE = new KeyFrameNeeded();
  }

  /**
   * The readers together want no more than this.
   *
   * @param bitsPerSecond upper limit of the media bit rate
   */
  record BitrateLimit(int bitsPerSecond) implements Feedback {}
}
