package org.wcs.ejb.service;

/**
 * One stream being sent to another server, as it stands now.
 *
 * @param mediaSessionId its name as a media session of this server
 * @param streamName the stream here
 * @param targetName the stream's name there
 * @param rtmpUrl the URL as it was asked for
 * @param width of the picture, 0 while unknown
 * @param height of the picture, 0 while unknown
 * @param sound what is done with the sound
 * @param options what was to be done with it from the start
 */
public record PushStatus(
    String mediaSessionId,
    String streamName,
    String targetName,
    String rtmpUrl,
    int width,
    int height,
    Sound sound,
    PushRequest.Options options) {

  /**
   * What is done with the sound.
   *
   * @param muted silence is sent in its place
   * @param playing a file is played into it
   */
  public record Sound(boolean muted, boolean playing) {
    /** It is sent as it is. */
    public static final Sound PLAIN = new Sound(false, false);
  }
}
