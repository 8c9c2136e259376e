package org.wcs.hls;

import java.util.List;

/** Makes segments of one container. On the lane of the origin. */
sealed interface Packager permits TsPackager {

  /** A segment begins. */
  void begin(SegmentStart start);

  /** The next frame of the segment, in the order of decoding. */
  void add(Sample sample);

  /** The segment ends; the next would begin at that time. */
  void end(long nanos);

  /** The playlists, the leading one first; never changing. */
  List<MediaPlaylist> playlists();
}
