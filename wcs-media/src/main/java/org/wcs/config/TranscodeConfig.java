package org.wcs.config;

import java.time.Duration;

/**
 * Transcoding on demand.
 *
 * @param disabled whether a viewer that would need it is refused
 * @param disableStreamingProxy whether everything is transcoded, even what need not be
 * @param workers threads that decode and encode; 0 means one for each processor
 * @param limits how much is transcoded at once
 * @param pace when a transcoder that falls behind leaves something out
 * @param encoding how encoders are set
 */
public record TranscodeConfig(
    boolean disabled,
    boolean disableStreamingProxy,
    int workers,
    Limits limits,
    Pace pace,
    Encoding encoding) {

  /**
   * How much is transcoded at once.
   *
   * @param videoEncoders encoders of video on this node
   * @param audioEncoders encoders of audio on this node
   * @param renditions tracks made from one track
   * @param failures frames in a row that may fail before the track ends
   * @param linger how long an encoder goes on without readers
   */
  public record Limits(
      int videoEncoders, int audioEncoders, int renditions, int failures, Duration linger) {

    static Limits from(Settings settings) {
      return new Limits(
          settings.integer("transcoder_max_video", 100, 0, 100_000),
          settings.integer("transcoder_max_audio", 1_000, 0, 100_000),
          settings.integer("transcoder_max_renditions", 16, 1, 1_000),
          settings.integer("transcoder_max_failures", 100, 1, 1_000_000),
          settings.duration("transcoder_linger", "3s", Duration.ZERO, Duration.ofHours(1)));
    }
  }

  /**
   * When something is left out.
   *
   * @param encodeBehind frames that have waited longer than this are decoded but not encoded
   * @param decodeBehind frames that have waited longer than this are skipped to the next key frame
   * @param inboxFrames frames that may wait for a decoder
   * @param inboxPictures pictures that may wait for an encoder; the oldest gives way
   */
  public record Pace(
      Duration encodeBehind, Duration decodeBehind, int inboxFrames, int inboxPictures) {
    public Pace {
      if (encodeBehind.compareTo(decodeBehind) > 0) {
        throw new IllegalArgumentException(
            "transcoder_skip_encode_after="
                + encodeBehind.toMillis()
                + " ms must not exceed transcoder_skip_decode_after");
      }
    }

    static Pace from(Settings settings) {
      Duration least = Duration.ofMillis(20);
      Duration most = Duration.ofMinutes(1);
      return new Pace(
          settings.duration("transcoder_skip_encode_after", "300ms", least, most),
          settings.duration("transcoder_skip_decode_after", "1s", least, most),
          settings.integer("transcoder_inbox_frames", 256, 2, 65_536),
          settings.integer("transcoder_inbox_pictures", 3, 1, 100));
    }
  }

  /**
   * How encoders are set.
   *
   * @param keyFrameInterval longest time between two key frames
   * @param keyFrameRequestInterval least time between two key frames that viewers ask for
   * @param opusBitsPerSecond of Opus, 0 for the encoder's own choice
   * @param opusComplexity 0 to 10; the higher the better and the slower
   * @param effort of video encoders, 1 is slow and good, 9 is fast, 0 is what live streams want
   */
  public record Encoding(
      Duration keyFrameInterval,
      Duration keyFrameRequestInterval,
      int opusBitsPerSecond,
      int opusComplexity,
      int effort) {

    static Encoding from(Settings settings) {
      Duration most = Duration.ofMinutes(1);
      return new Encoding(
          settings.duration("transcoder_key_frame_interval", "2s", Duration.ofMillis(100), most),
          settings.duration("transcoder_key_frame_request_interval", "500ms", Duration.ZERO, most),
          settings.integer("transcoder_opus_bitrate", 0, 0, 510_000),
          settings.integer("transcoder_opus_complexity", 5, 0, 10),
          settings.integer("transcoder_effort", 0, 0, 9));
    }
  }

  /** The settings of a server that nobody has configured. */
  public static TranscodeConfig defaults() {
    return WcsConfig.defaults().protocols().transcode();
  }

  static TranscodeConfig from(Settings settings) {
    return new TranscodeConfig(
        settings.flag("transcoding_disabled", false),
        settings.flag("disable_streaming_proxy", false),
        settings.integer("transcoder_workers", 0, 0, 1_024),
        settings.section(Limits::from),
        settings.section(Pace::from),
        settings.section(Encoding::from));
  }
}
