package org.wcs.stream;

/** The answer to a wish. */
public sealed interface Rendition {

  /**
   * The stream has it, or will have it once it is read.
   *
   * @param transcoded whether the track is made for viewers, not published
   */
  record Ready(Track track, boolean transcoded) implements Rendition {}

  /** The stream has no media of this kind. */
  record Absent() implements Rendition {}

  /**
   * There is no way to meet the wish.
   *
   * @param why one sentence for the log
   */
  record Impossible(EndReason reason, String why) implements Rendition {}
}
