package org.wcs.hls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes segments of one container. On the lane of the origin. */
sealed interface Packager permits TsPackager, CmafPackager {

  /** Which kinds of media will come. */
  void expect(boolean pictures, boolean sound);

  /** A segment begins. */
  void begin(SegmentStart start);

  /** The next frame of the segment, in the order of decoding. */
  void add(Sample sample);

  /** The segment ends; the next would begin at that time. */
  void end(long nanos);

  /** The playlists, the leading one first. */
  List<MediaPlaylist> playlists();

  /** The name of the part that comes next in a playlist, if it has parts. */
  @Nullable String announced(MediaPlaylist playlist);
}
