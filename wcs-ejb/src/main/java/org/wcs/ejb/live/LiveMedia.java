package org.wcs.ejb.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * What a stream carries.
 *
 * @param audioCodec as clients know it, null if there is no sound
 * @param videoCodec as clients know it, null if there is no picture
 * @param width in pixels, 0 while unknown
 * @param height in pixels, 0 while unknown
 * @param audioMuted whether the publisher has switched the sound off
 * @param videoMuted whether the publisher has switched the picture off
 */
public record LiveMedia(
    @Nullable String audioCodec,
    @Nullable String videoCodec,
    int width,
    int height,
    boolean audioMuted,
    boolean videoMuted) {

  /** Nothing known. */
  public static final LiveMedia NONE = new LiveMedia(null, null, 0, 0, false, false);

  /** Everything a stream has. */
  public static LiveMedia of(MediaStream stream) {
    return of(stream, stream.tracks());
  }

  /**
   * What somebody gets of a stream.
   *
   * @param tracks its own, or others made of them
   */
  public static LiveMedia of(MediaStream stream, List<Track> tracks) {
    Track audio = first(tracks, Codec.Kind.AUDIO);
    Track video = first(tracks, Codec.Kind.VIDEO);
    return new LiveMedia(
        audio == null ? null : CodecNames.name(audio.codec()),
        video == null ? null : CodecNames.name(video.codec()),
        video == null ? 0 : video.width(),
        video == null ? 0 : video.height(),
        stream.muted(Codec.Kind.AUDIO),
        stream.muted(Codec.Kind.VIDEO));
  }

  static @Nullable Track first(List<Track> tracks, Codec.Kind kind) {
    for (Track track : tracks) {
      if (track.codec().kind() == kind) {
        return track;
      }
    }
    return null;
  }
}
