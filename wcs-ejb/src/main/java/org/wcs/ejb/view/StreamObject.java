package org.wcs.ejb.view;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;

/**
 * One stream with the names of the wire. What is null is not written.
 *
 * @param nodeId the server, null where it does not matter
 * @param appKey the application of the session
 * @param sessionId the session it belongs to
 * @param mediaSessionId its name as a media session
 * @param name the stream's name
 * @param published whether it comes in
 * @param hasVideo whether it has pictures
 * @param hasAudio whether it has sound
 * @param status its state
 * @param sdp what was offered
 * @param audioCodec for example {@code opus} or {@code mpeg4-generic/48000/2}
 * @param videoCodec for example {@code H264}
 * @param record whether it is recorded
 * @param width in pixels, 0 while unknown
 * @param height in pixels, 0 while unknown
 * @param bitrate asked for, kbit/s
 * @param minBitrate asked for, kbit/s
 * @param maxBitrate asked for, kbit/s
 * @param quality asked for
 * @param rtmpUrl where the publisher wants it sent
 * @param parentMediaSessionId what it was made of
 * @param history whether it is over
 * @param gop asked for
 * @param fps asked for
 * @param audioBitrate asked for, kbit/s
 * @param codecImpl what encodes it
 * @param transport {@code UDP} or {@code TCP}
 * @param cvoExtension whether the client can rotate pictures itself
 * @param createDate Unix time in milliseconds
 * @param mediaType {@code publish} or {@code play}
 * @param audioState whether the publisher has switched the sound off
 * @param videoState whether the publisher has switched the picture off
 * @param mediaProvider {@code WebRTC}, {@code Flash}, {@code RTSP}, {@code HLS} ...
 * @param custom the client's own object
 * @param metrics its numbers, null if nobody asked for them
 */
public record StreamObject(
    @Nullable String nodeId,
    String appKey,
    String sessionId,
    String mediaSessionId,
    String name,
    boolean published,
    boolean hasVideo,
    boolean hasAudio,
    String status,
    @Nullable String sdp,
    @Nullable String audioCodec,
    @Nullable String videoCodec,
    boolean record,
    int width,
    int height,
    int bitrate,
    int minBitrate,
    int maxBitrate,
    int quality,
    @Nullable String rtmpUrl,
    @Nullable String parentMediaSessionId,
    boolean history,
    int gop,
    int fps,
    int audioBitrate,
    String codecImpl,
    String transport,
    boolean cvoExtension,
    long createDate,
    String mediaType,
    MuteState audioState,
    MuteState videoState,
    String mediaProvider,
    @Nullable JsonObject custom,
    @Nullable StreamMetrics metrics) {

  /**
   * Whether a kind of media is switched off.
   *
   * @param muted by the publisher
   */
  public record MuteState(boolean muted) {}

  /** A stream without its numbers. */
  public static StreamObject of(LiveStream stream) {
    return StreamObjects.of(stream, null);
  }

  /** A stream with its numbers. */
  public static StreamObject withMetrics(LiveStream stream) {
    return StreamObjects.of(stream, StreamMetrics.of(stream));
  }

  /** By the names of the wire. */
  public JsonObject json() {
    return StreamObjects.json(this);
  }
}
