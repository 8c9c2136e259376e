package org.wcs.ejb.jmx;

import java.util.List;

/** What comes in and goes out. Any thread. */
public interface StreamsMXBean {

  /** How many streams are published. */
  int getPublishedCount();

  /** How many are played. */
  int getPlayedCount();

  /** All of them, the oldest first. */
  List<StreamData> getStreams();

  /** Those of a name. */
  List<StreamData> find(String name);

  /**
   * Ends a stream.
   *
   * @param nameOrMediaSession a media session, or the name of what somebody publishes
   * @return how many have ended
   */
  int terminate(String nameOrMediaSession);

  /**
   * The way of a stream through the server: tracks, feeds, codecs, viewers.
   *
   * @return JSON; empty if there is no such stream
   */
  String trace(String name);
}
