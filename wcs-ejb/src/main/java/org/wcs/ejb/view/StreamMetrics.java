package org.wcs.ejb.view;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.spi.JsonProvider;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;

/**
 * The numbers of one stream; those of media it does not have are left out.
 *
 * @param videoCodec RTP payload type that stands for the codec, -1 without pictures
 * @param videoWidth in pixels
 * @param videoHeight in pixels
 * @param videoFps pictures per second
 * @param videoRate bits per second
 * @param videoGopSize pictures in the last group of pictures
 * @param videoKFrames key frames so far
 * @param videoPFrames predicted frames so far
 * @param videoBFrames bidirectionally predicted frames so far
 * @param videoSync when the newest picture was taken, Unix time in milliseconds
 * @param videoLost packets lost so far
 * @param videoNack retransmissions asked for so far
 * @param videoPli key frames asked for so far
 * @param audioCodec RTP payload type that stands for the codec, -1 without sound
 * @param audioRate bits per second
 * @param audioSync when the newest sound was taken, Unix time in milliseconds
 * @param audioLost packets lost so far
 * @param roundTrip to the client and back in milliseconds, 0 while unknown
 * @param skipped units that were not sent to a player because it was behind
 */
public record StreamMetrics(
    @JsonbProperty("VIDEO_CODEC") int videoCodec,
    @JsonbProperty("VIDEO_WIDTH") int videoWidth,
    @JsonbProperty("VIDEO_HEIGHT") int videoHeight,
    @JsonbProperty("VIDEO_FPS") int videoFps,
    @JsonbProperty("VIDEO_RATE") long videoRate,
    @JsonbProperty("VIDEO_GOP_SIZE") int videoGopSize,
    @JsonbProperty("VIDEO_K_FRAMES") long videoKFrames,
    @JsonbProperty("VIDEO_P_FRAMES") long videoPFrames,
    @JsonbProperty("VIDEO_B_FRAMES") long videoBFrames,
    @JsonbProperty("VIDEO_SYNC") long videoSync,
    @JsonbProperty("VIDEO_LOST") long videoLost,
    @JsonbProperty("VIDEO_NACK") long videoNack,
    @JsonbProperty("VIDEO_PLI") long videoPli,
    @JsonbProperty("AUDIO_CODEC") int audioCodec,
    @JsonbProperty("AUDIO_RATE") long audioRate,
    @JsonbProperty("AUDIO_SYNC") long audioSync,
    @JsonbProperty("AUDIO_LOST") long audioLost,
    @JsonbProperty("ROUND_TRIP") int roundTrip,
    @JsonbProperty("SKIPPED") long skipped) {

  /** Looking it up each time would cost more than the writing. */
  private static final JsonProvider JSON = JsonProvider.provider();

  /** The numbers of a stream as it is now. */
  public static StreamMetrics of(LiveStream stream) {
    Numbers.Flow video = stream.numbers().video();
    Numbers.Flow audio = stream.numbers().audio();
    return new StreamMetrics(
        video.payloadType(),
        stream.media().width(),
        stream.media().height(),
        video.rate().framesPerSecond(),
        video.rate().bitsPerSecond(),
        video.pictures().gop(),
        video.pictures().key(),
        video.pictures().predicted(),
        video.pictures().bidirectional(),
        video.syncMillis(),
        video.loss().lost(),
        video.loss().nacks(),
        video.loss().plis(),
        audio.payloadType(),
        audio.rate().bitsPerSecond(),
        audio.syncMillis(),
        audio.loss().lost(),
        stream.numbers().roundTripMillis(),
        stream.numbers().skipped());
  }

  /** By the names of the wire. */
  public JsonObject json() {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    if (videoCodec >= 0) {
      video(json);
    }
    if (audioCodec >= 0) {
      json.add("AUDIO_CODEC", audioCodec)
          .add("AUDIO_RATE", audioRate)
          .add("AUDIO_SYNC", audioSync)
          .add("AUDIO_LOST", audioLost);
    }
    return json.add("ROUND_TRIP", roundTrip).add("SKIPPED", skipped).build();
  }

  private void video(JsonObjectBuilder json) {
    json.add("VIDEO_CODEC", videoCodec)
        .add("VIDEO_WIDTH", videoWidth)
        .add("VIDEO_HEIGHT", videoHeight)
        .add("VIDEO_FPS", videoFps)
        .add("VIDEO_RATE", videoRate)
        .add("VIDEO_GOP_SIZE", videoGopSize)
        .add("VIDEO_K_FRAMES", videoKFrames)
        .add("VIDEO_P_FRAMES", videoPFrames)
        .add("VIDEO_B_FRAMES", videoBFrames)
        .add("VIDEO_SYNC", videoSync)
        .add("VIDEO_LOST", videoLost)
        .add("VIDEO_NACK", videoNack)
        .add("VIDEO_PLI", videoPli);
  }
}
