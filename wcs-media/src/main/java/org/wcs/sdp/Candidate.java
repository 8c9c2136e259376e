package org.wcs.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=candidate}, RFC 8839 section 5.1; {@code tcptype} of RFC 6544 is among the extensions.
 *
 * @param foundation 1 to 32 characters
 * @param component 1 to 256
 * @param transport as it came, usually {@code udp} or {@code tcp}
 * @param priority 0 to 2^32-1
 * @param address literal address, or a name ({@code .local} under mDNS)
 * @param port 0 to 65535
 * @param type {@code host}, {@code srflx}, {@code prflx}, {@code relay}
 * @param extensions name and value pairs after the type, in order
 */
public record Candidate(
    String foundation,
    int component,
    String transport,
    long priority,
    String address,
    int port,
    String type,
    Map<String, String> extensions) {

  public Candidate {
    if (component < 1 || component > 256 || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "component must be 1-256 and port 0-65535, were " + component + " and " + port);
    }
    if (priority < 0 || priority > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("priority must be 0 to 2^32-1, was " + priority);
    }
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /** Reads the attribute value, with or without {@code candidate:} before it, or null. */
  public static @Nullable Candidate parse(String value) {
    String text = value.startsWith("candidate:") ? value.substring(10) : value;
    List<String> words = Tokens.words(text);
    if (words.size() < 8 || !words.get(6).equals("typ") || words.get(0).length() > 32) {
      return null;
    }
    long component = Tokens.number(words.get(1), 256);
    long priority = Tokens.number(words.get(3), 0xFFFFFFFFL);
    long port = Tokens.number(words.get(5), 65535);
    if (component < 1 || priority < 0 || port < 0) {
      return null;
    }
    Map<String, String> extensions = new LinkedHashMap<>();
    for (int i = 8; i + 1 < words.size(); i += 2) {
      extensions.put(words.get(i), words.get(i + 1));
    }
    return new Candidate(
        words.get(0),
        (int) component,
        words.get(2),
        priority,
        words.get(4),
        (int) port,
        words.get(7),
        extensions);
  }

  /** Whether it is reached over UDP. */
  public boolean isUdp() {
    return transport.equalsIgnoreCase("udp");
  }

  /** {@code active}, {@code passive} or {@code so} of a TCP candidate, else null. */
  public @Nullable String tcpType() {
    return extensions.get("tcptype");
  }

  /** The address behind a reflexive or relayed candidate, or null. */
  public @Nullable String relatedAddress() {
    return extensions.get("raddr");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(96);
    text.append(foundation).append(' ').append(component).append(' ').append(transport);
    text.append(' ').append(priority).append(' ').append(address).append(' ').append(port);
    text.append(" typ ").append(type);
    extensions.forEach((name, value) -> text.append(' ').append(name).append(' ').append(value));
    return text.toString();
  }
}
