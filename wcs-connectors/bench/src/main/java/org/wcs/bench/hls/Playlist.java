package org.wcs.bench.hls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media playlist as far as a player needs it (RFC 8216bis section 4.4).
 *
 * @param targetSeconds longest segment
 * @param map the newest init segment; null if there is none
 * @param segments complete ones, in order
 * @param parts in order
 * @param nextSequence media sequence number of the segment whose part comes next
 * @param nextPart which of its parts comes next
 */
record Playlist(
    int targetSeconds,
    @Nullable String map,
    List<Item> segments,
    List<Item> parts,
    long nextSequence,
    int nextPart) {

  private static final Pattern URI = Pattern.compile("URI=\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("[:=](\\d{1,15})");

  /**
   * Something to fetch.
   *
   * @param sequence number of its segment
   * @param part of the segment; 0 for the whole
   */
  record Item(long sequence, int part, String uri) {
    /** Whether it comes behind all that another stands for. */
    boolean after(@Nullable Item other) {
      return other == null
          || sequence > other.sequence
          || sequence == other.sequence && part > other.part;
    }
  }

  /** Whether the text is that of a master playlist. */
  static boolean isMaster(String text) {
    return text.contains("#EXT-X-STREAM-INF");
  }

  /** The media playlists that a master playlist names: of each rendition one. */
  static List<String> playlists(String master) {
    List<String> found = new ArrayList<>();
    for (String line : master.lines().toList()) {
      if (line.startsWith("#EXT-X-MEDIA:")) {
        Matcher uri = URI.matcher(line);
        if (uri.find()) {
          found.add(uri.group(1));
        }
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        found.add(line);
      }
    }
    return found;
  }

  static Playlist parse(String text) throws IOException {
    Parser parser = new Parser();
    for (String line : text.lines().toList()) {
      parser.line(line);
    }
    return new Playlist(
        parser.target, parser.map, parser.segments, parser.parts, parser.sequence, parser.part);
  }

  private static final class Parser {
    private final List<Item> segments = new ArrayList<>();
    private final List<Item> parts = new ArrayList<>();
    private @Nullable String map;
    private int target = 1;
    private long sequence;
    private int part;

    void line(String line) throws IOException {
      if (line.startsWith("#EXT-X-TARGETDURATION:")) {
        target = (int) number(line);
      } else if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
        sequence = number(line);
      } else if (line.startsWith("#EXT-X-SKIP:")) {
        sequence += number(line.substring(line.indexOf('=')));
      } else if (line.startsWith("#EXT-X-MAP:")) {
        map = uri(line);
      } else if (line.startsWith("#EXT-X-PART:")) {
        parts.add(new Item(sequence, part++, uri(line)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        segments.add(new Item(sequence++, 0, line));
        part = 0;
      }
    }

    private static String uri(String line) throws IOException {
      Matcher uri = URI.matcher(line);
      if (!uri.find()) {
        throw new IOException("no URI in " + line);
      }
      return uri.group(1);
    }

    private static long number(String line) throws IOException {
      Matcher number = NUMBER.matcher(line);
      if (!number.find()) {
        throw new IOException("no number in " + line);
      }
      return Long.parseLong(number.group(1));
    }
  }
}
