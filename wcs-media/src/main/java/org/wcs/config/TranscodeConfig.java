package org.wcs.config;

/**
 * Transcoding on demand.
 *
 * @param disabled whether a viewer that would need it is refused
 * @param disableStreamingProxy whether everything is transcoded, even what need not be
 */
public record TranscodeConfig(boolean disabled, boolean disableStreamingProxy) {
  static TranscodeConfig from(Settings settings) {
    return new TranscodeConfig(
        settings.flag("transcoding_disabled", false),
        settings.flag("disable_streaming_proxy", false));
  }
}
