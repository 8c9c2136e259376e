package org.wcs.rtsp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a {@code Transport} header (RFC 2326 section 12.39). Immutable.
 *
 * @param profile such as {@code RTP/AVP}, in capitals
 * @param tcp whether it goes over TCP; else UDP
 * @param multicast whether it is sent to a group
 * @param interleaved channels of the RTSP connection; null if not told
 * @param clientPorts ports of the client; null if not told
 * @param serverPorts ports of the server; null if not told
 * @param ssrc of the sender, 0 to 2^32-1; -1 if not told
 * @param more the rest
 */
public record RtspTransport(
    String profile,
    boolean tcp,
    boolean multicast,
    @Nullable Pair interleaved,
    @Nullable Pair clientPorts,
    @Nullable Pair serverPorts,
    long ssrc,
    More more) {

  /** The profile that everybody speaks. */
  public static final String RTP_AVP = "RTP/AVP";

  private static final int MOST_ALTERNATIVES = 16;

  /**
   * Two channels or ports, of RTP and of RTCP.
   *
   * @param first 0 to 65,535
   * @param second 0 to 65,535; the same as the first where both share one
   */
  public record Pair(int first, int second) {
    public Pair {
      if ((first | second) < 0 || first > 65_535 || second > 65_535) {
        throw new IllegalArgumentException("channels or ports " + first + " and " + second);
      }
    }

    /** Reads {@code 4-5}, or {@code 4} for 4 and 5; null if it is neither within 0 to most. */
    static @Nullable Pair parse(String text, int most) {
      String bare = Grammar.bare(text);
      int dash = bare.indexOf('-');
      int end = dash < 0 ? bare.length() : dash;
      int first = (int) Grammar.number(bare.substring(0, end).strip(), most);
      int second = first + 1;
      if (dash >= 0) {
        second = (int) Grammar.number(bare.substring(dash + 1).strip(), most);
      }
      return first < 0 || second < 0 || second > most ? null : new Pair(first, second);
    }

    @Override
    public String toString() {
      return first + "-" + second;
    }
  }

  /**
   * What is seldom told.
   *
   * @param source the sender's address; null if not told
   * @param destination the receiver's address; null if not told
   * @param mode in lower case, such as {@code play} or {@code record}; null if not told
   */
  public record More(@Nullable String source, @Nullable String destination, @Nullable String mode) {

    /** Nothing. */
    public static final More NONE = new More(null, null, null);

    public More {
      if (!word(source) || !word(destination) || !word(mode)) {
        throw new IllegalArgumentException("an address or mode that cannot be sent");
      }
    }

    private static boolean word(@Nullable String text) {
      return text == null
          || (Grammar.visible(text) && text.indexOf(';') < 0 && text.indexOf(',') < 0);
    }
  }

  public RtspTransport {
    if (!profile.matches("[!-+\\--:<-~]+") || ssrc < -1 || ssrc > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("profile " + profile + ", ssrc " + ssrc);
    }
  }

  /** RTP over the RTSP connection. */
  public static RtspTransport interleaved(int rtpChannel, int rtcpChannel) {
    Pair channels = new Pair(rtpChannel, rtcpChannel);
    return new RtspTransport(RTP_AVP, true, false, channels, null, null, -1, More.NONE);
  }

  /** RTP by UDP to one receiver. */
  public static RtspTransport unicast(int rtpPort, int rtcpPort) {
    Pair ports = new Pair(rtpPort, rtcpPort);
    return new RtspTransport(RTP_AVP, false, false, null, ports, null, -1, More.NONE);
  }

  /**
   * Reads all alternatives in the order of preference.
   *
   * @return without those that make no sense; empty if none does
   */
  public static List<RtspTransport> parse(@Nullable String value) {
    List<RtspTransport> alternatives = new ArrayList<>();
    if (value != null) {
      for (String one : TextList.split(value, ',', MOST_ALTERNATIVES)) {
        RtspTransport transport = alternative(one);
        if (transport != null) {
          alternatives.add(transport);
        }
      }
    }
    return List.copyOf(alternatives);
  }

  /** The only or the best alternative; null if there is none. For responses. */
  public static @Nullable RtspTransport first(@Nullable String value) {
    List<RtspTransport> alternatives = parse(value);
    return alternatives.isEmpty() ? null : alternatives.getFirst();
  }

  private static @Nullable RtspTransport alternative(String text) {
    List<String> parts = TextList.split(text, ';', 64);
    if (parts.isEmpty()) {
      return null;
    }
    String[] specifier = parts.getFirst().toUpperCase(Locale.ROOT).split("/", -1);
    boolean tcp = specifier.length == 3 && specifier[2].equals("TCP");
    boolean known = specifier.length == 2 || tcp || specifier[specifier.length - 1].equals("UDP");
    if (!known || specifier.length > 3 || !specifier[0].equals("RTP")) {
      return null;
    }
    if (!Grammar.token(specifier[1])) {
      return null;
    }
    Parameters parameters = new Parameters();
    for (String part : parts.subList(1, parts.size())) {
      parameters.take(part);
    }
    return parameters.transport("RTP/" + specifier[1], tcp);
  }

  /** The same with other channels. */
  public RtspTransport withInterleaved(int rtpChannel, int rtcpChannel) {
    Pair channels = new Pair(rtpChannel, rtcpChannel);
    return new RtspTransport(
        profile, tcp, multicast, channels, clientPorts, serverPorts, ssrc, more);
  }

  /** The same with the server's ports. */
  public RtspTransport withServerPorts(int rtpPort, int rtcpPort) {
    Pair ports = new Pair(rtpPort, rtcpPort);
    return new RtspTransport(profile, tcp, multicast, interleaved, clientPorts, ports, ssrc, more);
  }

  /** The same with the sender's SSRC, of which 32 bits count. */
  public RtspTransport withSsrc(int value) {
    long unsigned = Integer.toUnsignedLong(value);
    return new RtspTransport(
        profile, tcp, multicast, interleaved, clientPorts, serverPorts, unsigned, more);
  }

  /** The same with the rest. */
  public RtspTransport with(More other) {
    return new RtspTransport(
        profile, tcp, multicast, interleaved, clientPorts, serverPorts, ssrc, other);
  }

  /** The same with a mode, {@code play} or {@code record}. */
  public RtspTransport withMode(String mode) {
    return with(new More(more.source(), more.destination(), mode.toLowerCase(Locale.ROOT)));
  }

  /** Whether the sender is the client. */
  public boolean records() {
    String mode = more.mode();
    return mode != null && (mode.contains("record") || mode.contains("receive"));
  }

  /** The alternative as it is sent. */
  public String text() {
    StringBuilder text = new StringBuilder(profile);
    text.append(tcp ? "/TCP" : "").append(multicast ? ";multicast" : ";unicast");
    append(text, "destination", more.destination());
    append(text, "source", more.source());
    append(text, "interleaved", interleaved);
    append(text, multicast ? "port" : "client_port", clientPorts);
    append(text, "server_port", serverPorts);
    append(text, "ssrc", ssrc < 0 ? null : String.format(Locale.ROOT, "%08X", ssrc));
    append(text, "mode", more.mode());
    return text.toString();
  }

  private static void append(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(';').append(name).append('=').append(value);
    }
  }

  /** Several alternatives as one header. */
  public static String text(List<RtspTransport> alternatives) {
    return String.join(",", alternatives.stream().map(RtspTransport::text).toList());
  }

  private static final class Parameters {
    private boolean multicast;
    private boolean bad;
    private @Nullable Pair interleaved;
    private @Nullable Pair clientPorts;
    private @Nullable Pair serverPorts;
    private long ssrc = -1;
    private @Nullable String source;
    private @Nullable String destination;
    private @Nullable String mode;

    void take(String part) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "multicast" -> multicast = true;
        case "interleaved" -> interleaved = pair(value, 255);
        case "client_port", "port" -> clientPorts = pair(value, 65_535);
        case "server_port" -> serverPorts = pair(value, 65_535);
        case "ssrc" -> ssrc = ssrc(value);
        case "source" -> source = word(value);
        case "destination" -> destination = word(value);
        case "mode" -> mode = word(value.toLowerCase(Locale.ROOT));
        default -> {
          // append, ttl, layers and whatever cameras add change nothing for us
        }
      }
    }

    private @Nullable Pair pair(String value, int most) {
      Pair pair = Pair.parse(value, most);
      bad |= pair == null;
      return pair;
    }

    private static long ssrc(String value) {
      String bare = Grammar.bare(value);
      String digits = bare.startsWith("0x") || bare.startsWith("0X") ? bare.substring(2) : bare;
      return digits.matches("[0-9A-Fa-f]{1,8}") ? Long.parseLong(digits, 16) : -1;
    }

    private static @Nullable String word(String value) {
      String bare = Grammar.bare(value);
      boolean good = Grammar.visible(bare) && bare.indexOf(';') < 0 && bare.indexOf(',') < 0;
      return good ? bare : null;
    }

    @Nullable RtspTransport transport(String profile, boolean tcp) {
      if (bad) {
        return null;
      }
      // a server that forgets to say TCP still says which channels
      boolean overTcp = tcp || (interleaved != null && clientPorts == null);
      More more = new More(source, destination, mode);
      return new RtspTransport(
          profile, overTcp, multicast, interleaved, clientPorts, serverPorts, ssrc, more);
    }
  }
}
