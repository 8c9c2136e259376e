package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;

/**
 * What an operator wants made of a stream.
 *
 * @param uri {@code transcoder://} or {@code transcoder2://} and an id
 * @param remoteStreamName the stream it is made of
 * @param localStreamName the name of what is made
 * @param encoder how to make it
 */
public record TranscoderOrder(
    @Nullable String uri,
    @Nullable String remoteStreamName,
    @Nullable String localStreamName,
    @Nullable Encoder encoder) {

  /**
   * How to make it.
   *
   * @param video the pictures
   * @param audio the sound
   * @param type the encoder by its name; told again, but the server takes the one it has
   * @param watermark file in the media folder that is laid over the pictures
   */
  public record Encoder(
      Video video, Audio audio, @Nullable String type, @Nullable String watermark) {}

  /**
   * The pictures; 0 means as they are, or what suits.
   *
   * @param codec by its wire name, null for H264
   * @param width in pixels
   * @param height in pixels
   * @param keyFrameInterval in pictures
   * @param fps pictures a second at most
   * @param bitrate in kbit/s
   */
  public record Video(
      @Nullable String codec, int width, int height, int keyFrameInterval, int fps, int bitrate) {}

  /**
   * The sound.
   *
   * @param codec by its wire name, null to leave the sound as it is
   * @param rate in Hz, 0 for what suits
   * @param bitrate in bit/s, 0 for what suits; below 1000 it is taken for kbit/s
   */
  public record Audio(@Nullable String codec, int rate, int bitrate) {

    /** The sound stays as it is. */
    public static final Audio AS_IT_IS = new Audio(null, 0, 0);
  }
}
