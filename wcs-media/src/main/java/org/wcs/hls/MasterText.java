package org.wcs.hls;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;

/** Writes the master playlist (RFC 8216 section 4.3.4). Stateless. */
final class MasterText {

  private static final double LEAST_BANDWIDTH = 1_000;

  private MasterText() {}

  /**
   * The playlist of one variant.
   *
   * @param playlists the leading one, and that of the sound if it is apart
   * @param framesPerSecond 0 if not known
   * @param query behind the name of every playlist
   */
  static String write(
      Layout layout, List<MediaPlaylist> playlists, double framesPerSecond, String query) {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n");
    VideoFormat video = layout.video();
    Codec.Aac audio = layout.audio();
    boolean apart = playlists.size() > 1;
    if (apart && audio != null) {
      text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES");
      text.append(",AUTOSELECT=YES,CHANNELS=\"").append(audio.channels()).append("\",URI=\"");
      text.append(playlists.get(1).style().file()).append(query).append("\"\n");
    }
    long peak = 0;
    long average = 0;
    for (MediaPlaylist each : playlists) {
      peak += each.bandwidth().peakBitsPerSecond();
      average += each.bandwidth().averageBitsPerSecond();
    }
    text.append("#EXT-X-STREAM-INF:BANDWIDTH=").append((long) Math.max(peak, LEAST_BANDWIDTH));
    text.append(",AVERAGE-BANDWIDTH=").append((long) Math.max(average, LEAST_BANDWIDTH));
    text.append(",CODECS=\"").append(codecs(video, audio)).append('"');
    if (video != null) {
      text.append(",RESOLUTION=").append(video.width()).append('x').append(video.height());
      if (framesPerSecond > 0) {
        text.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", framesPerSecond));
      }
    }
    text.append(apart ? ",AUDIO=\"audio\"\n" : "\n");
    return text.append(playlists.getFirst().style().file()).append(query).append('\n').toString();
  }

  private static String codecs(@Nullable VideoFormat video, Codec.@Nullable Aac audio) {
    StringJoiner codecs = new StringJoiner(",");
    if (video != null) {
      codecs.add(video.codecs());
    }
    if (audio != null) {
      codecs.add(Layout.codecs(audio));
    }
    return codecs.toString();
  }
}
