package org.wcs.config;

/**
 * The ways in and out, and what lies between them.
 *
 * @param webRtc WebRTC connections
 * @param rtmp RTMP sessions, both directions
 * @param rtsp RTSP sessions, both directions
 * @param hls playlists and segments
 * @param transcode codecs between publishers and viewers
 */
public record ProtocolsConfig(
    WebRtcConfig webRtc,
    RtmpConfig rtmp,
    RtspConfig rtsp,
    HlsConfig hls,
    TranscodeConfig transcode) {
  static ProtocolsConfig from(Settings settings) {
    return new ProtocolsConfig(
        settings.section(WebRtcConfig::from),
        settings.section(RtmpConfig::from),
        settings.section(RtspConfig::from),
        settings.section(HlsConfig::from),
        settings.section(TranscodeConfig::from));
  }
}
