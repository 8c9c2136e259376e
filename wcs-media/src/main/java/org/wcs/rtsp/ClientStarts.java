package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wcs.rtsp.wire.RtpInfo;

/**
 * At which timestamp each medium of a camera stands when it begins to play, as its answer to PLAY
 * has it (RFC 2326 section 12.33). Reads what is meant: cameras name media by URLs of their own
 * host, by the control attribute alone, or by their order. Immutable.
 */
final class ClientStarts {

  /** Of a medium of which nothing is said. */
  static final long UNTOLD = -1;

  /** Nothing is said of any medium. */
  static final ClientStarts NONE = new ClientStarts(new long[0]);

  private final long[] timestamps;

  private ClientStarts(long[] timestamps) {
    this.timestamps = timestamps;
  }

  /**
   * Reads an answer.
   *
   * @param info its RTP-Info
   * @param media the URLs of the media that are played, in their order
   */
  static ClientStarts of(RtpInfo info, List<String> media) {
    long[] timestamps = new long[media.size()];
    Arrays.fill(timestamps, UNTOLD);
    List<RtpInfo.Entry> left = new ArrayList<>(info.entries());
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < timestamps.length; i++) {
      int at = named(left, place(media.get(i)));
      if (at < 0) {
        open.add(i);
      } else {
        timestamps[i] = left.remove(at).timestamp();
      }
    }
    for (int i = 0; i < open.size() && open.size() == left.size(); i++) {
      timestamps[open.get(i)] = left.get(i).timestamp();
    }
    return new ClientStarts(timestamps);
  }

  private static int named(List<RtpInfo.Entry> entries, String place) {
    for (int i = 0; i < entries.size(); i++) {
      String named = place(entries.get(i).url());
      if (!named.isEmpty() && (place.equals(named) || place.endsWith("/" + named))) {
        return i;
      }
    }
    return -1;
  }

  /** What a URL names on whatever host. */
  private static String place(String url) {
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    int from = path < 0 ? url.length() : path;
    int to = url.length();
    while (from < to && url.charAt(from) == '/') {
      from++;
    }
    while (to > from && url.charAt(to - 1) == '/') {
      to--;
    }
    return url.substring(from, to);
  }

  /** The timestamp of a medium, 0 to 2^32-1, or {@link #UNTOLD}. */
  long timestamp(int media) {
    return media < timestamps.length ? timestamps[media] : UNTOLD;
  }
}
