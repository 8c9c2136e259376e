package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;

/**
 * An operator's wish to have a stream sent to another server.
 *
 * @param streamName the stream here
 * @param rtmpUrl where to
 * @param fullUrl whether the URL names the stream there, too; null for the server's setting
 * @param options what to do with the sound from the start
 */
public record PushRequest(
    String streamName, String rtmpUrl, @Nullable Boolean fullUrl, Options options) {

  /**
   * What to do with the sound.
   *
   * @param action {@code mute} or {@code sound_on}, empty for neither
   * @param soundFile the file that {@code sound_on} plays
   */
  public record Options(String action, String soundFile) {
    /** Nothing. */
    public static final Options NONE = new Options("", "");
  }
}
