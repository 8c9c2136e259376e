package org.wcs.config;

import java.time.Duration;

/**
 * HLS: how streams are cut and for how long the pieces are kept.
 *
 * @param cutting segments and parts
 * @param keeping what is kept and where
 * @param limits what one server does at most
 * @param picture size of the pictures
 * @param format container of the stream's own playlist
 * @param lowLatency whether fMP4 is offered in parts
 * @param autoStart whether every published stream is cut at once
 * @param access who may have playlists
 */
public record HlsConfig(
    Cutting cutting,
    Keeping keeping,
    Limits limits,
    Size picture,
    Format format,
    boolean lowLatency,
    boolean autoStart,
    Access access) {

  /** Containers of segments. */
  public enum Format {
    /** MPEG-2 transport stream. */
    TS,
    /** Fragmented MP4 as CMAF has it. */
    FMP4
  }

  /**
   * A size of pictures; 0 means as they are.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public record Size(int width, int height) {
    static Size from(Settings settings) {
      return new Size(
          settings.integer("hls_player_width", 0, 0, 16_384),
          settings.integer("hls_player_height", 0, 0, 16_384));
    }
  }

  /**
   * Segments and parts.
   *
   * @param segment least length of a segment; it ends with the next key frame
   * @param part length of a part that is aimed at
   * @param maxSegment a segment without a key frame ends after this all the same
   */
  public record Cutting(Duration segment, Duration part, Duration maxSegment) {
    public Cutting {
      if (part.compareTo(segment) > 0) {
        throw new IllegalArgumentException(
            "ll_hls_part_time=" + part.toMillis() + " ms must not exceed hls_time_min");
      }
      if (maxSegment.compareTo(segment) < 0) {
        throw new IllegalArgumentException(
            "hls_time_max=" + maxSegment.toMillis() + " ms must not be less than hls_time_min");
      }
    }

    static Cutting from(Settings settings) {
      return new Cutting(
          settings.duration("hls_time_min", "2s", Duration.ofMillis(500), Duration.ofSeconds(60)),
          settings.duration(
              "ll_hls_part_time", "500ms", Duration.ofMillis(100), Duration.ofSeconds(10)),
          settings.duration("hls_time_max", "20s", Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }
  }

  /**
   * What is kept.
   *
   * @param listSize segments in a playlist
   * @param lowLatencyListSize segments in a playlist with parts
   * @param leastSegments segments that exist before the first playlist is given out
   * @param leastLowLatencySegments the same for a playlist with parts
   * @param extraSegments segments kept for slow players after they have left the playlist
   * @param inMemory whether segments stay in memory; otherwise they are files
   * @param folder folder of the files; empty means one in the data folder
   * @param randomNames whether the name of each file ends in something that cannot be guessed
   */
  public record Keeping(
      int listSize,
      int lowLatencyListSize,
      int leastSegments,
      int leastLowLatencySegments,
      int extraSegments,
      boolean inMemory,
      String folder,
      boolean randomNames) {

    static Keeping from(Settings settings) {
      return new Keeping(
          settings.integer("hls_list_size", 8, 2, 10_000),
          settings.integer("ll_hls_list_size", 12, 2, 10_000),
          settings.integer("hls_min_list_size", 3, 1, 100),
          settings.integer("ll_hls_min_list_size", 3, 1, 100),
          settings.integer("hls_keep_segments", 4, 0, 10_000),
          settings.flag("hls_store_segment_in_memory", true),
          settings.text("hls_dir", ""),
          settings.flag("hls_segment_name_suffix_randomizer_enabled", false));
    }
  }

  /**
   * Times and numbers.
   *
   * @param startTimeout how long the first request waits for the first segment
   * @param idleTimeout a stream that nobody has asked for is no longer cut after this
   * @param endedTimeout how long the last playlist of a stream that has ended is kept
   * @param viewerTimeout a viewer that has asked for nothing for this long is gone
   * @param maxStreams streams cut at once; requests for further ones are refused
   * @param maxWaiters requests that wait at once; further ones are refused
   */
  public record Limits(
      Duration startTimeout,
      Duration idleTimeout,
      Duration endedTimeout,
      Duration viewerTimeout,
      int maxStreams,
      int maxWaiters) {

    static Limits from(Settings settings) {
      Duration second = Duration.ofSeconds(1);
      return new Limits(
          settings.duration("hls_start_timeout", "15s", Duration.ZERO, Duration.ofMinutes(2)),
          settings.duration("hls_idle_timeout", "60s", second, Duration.ofDays(1)),
          settings.duration("hls_ended_timeout", "30s", second, Duration.ofDays(1)),
          settings.duration("hls_viewer_timeout", "30s", second, Duration.ofHours(1)),
          settings.integer("hls_max_streams", 1_000, 1, 1_000_000),
          settings.integer("hls_max_waiters", 20_000, 1, 1_000_000));
    }
  }

  /**
   * Who may have playlists.
   *
   * @param asked whether every viewer needs the consent of its application
   * @param trusted how long a consent holds for whoever comes with the same token
   * @param tokenName parameter of the URL that holds the token
   */
  public record Access(boolean asked, Duration trusted, String tokenName) {
    static Access from(Settings settings) {
      return new Access(
          settings.flag("hls_auth_enabled", false),
          Duration.ofSeconds(settings.integer("hls_auth_token_cache", 30, 0, 86_400)),
          settings.text("hls_auth_token_name", "token"));
    }
  }

  static HlsConfig from(Settings settings) {
    return new HlsConfig(
        settings.section(Cutting::from),
        settings.section(Keeping::from),
        settings.section(Limits::from),
        settings.section(Size::from),
        settings.oneOf("hls_format", Format.TS),
        settings.flag("hls_low_latency", true),
        settings.flag("hls_auto_start", false),
        settings.section(Access::from));
  }
}
