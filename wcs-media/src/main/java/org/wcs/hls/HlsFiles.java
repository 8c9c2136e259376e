package org.wcs.hls;

import org.jspecify.annotations.Nullable;
import org.wcs.config.HlsConfig.Format;

/** Which file of a stream is what. Stateless. */
final class HlsFiles {

  private static final String EXTENSION = ".m3u8";

  private HlsFiles() {}

  /** The media playlists there can be. */
  enum Media {
    /** Everything in MPEG-TS. */
    MEDIA(Format.TS),
    /** The pictures in fMP4. */
    VIDEO(Format.FMP4),
    /** The sound in fMP4. */
    AUDIO(Format.FMP4);

    private final Format format;

    Media(Format format) {
      this.format = format;
    }

    /** Its file, which is not that of the stream itself, even if that is called media. */
    String file(String streamName) {
      String name = name().toLowerCase(java.util.Locale.ROOT);
      return (name.equals(streamName) ? name + "-of" : name) + EXTENSION;
    }
  }

  /** The container a file belongs to; null if no stream has such a file. */
  static @Nullable Format format(HlsRequest request, Format byDefault) {
    String file = request.file();
    for (Media media : Media.values()) {
      if (file.equals(media.file(request.streamName()))) {
        return media.format;
      }
    }
    if (isMaster(request)) {
      return master(file, byDefault);
    }
    if (file.endsWith(".ts")) {
      return Format.TS;
    }
    return file.endsWith(".m4s") || file.endsWith(".mp4") ? Format.FMP4 : null;
  }

  private static Format master(String file, Format byDefault) {
    return switch (file) {
      case "ts.m3u8" -> Format.TS;
      case "ll.m3u8" -> Format.FMP4;
      default -> byDefault;
    };
  }

  /** Whether a stream is begun for it that is not cut yet. */
  static boolean isPlaylist(HlsRequest request) {
    return request.file().endsWith(EXTENSION);
  }

  /** Whether it holds pictures or sound. */
  static boolean isMedia(HlsRequest request) {
    return request.file().endsWith(".ts") || request.file().endsWith(".m4s");
  }

  static boolean isMaster(HlsRequest request) {
    return switch (request.file()) {
      case "index.m3u8", "ts.m3u8", "ll.m3u8" -> true;
      default -> request.file().equals(request.streamName() + EXTENSION);
    };
  }
}
