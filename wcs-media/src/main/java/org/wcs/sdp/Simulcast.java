package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=simulcast}, RFC 8853 section 5.1. Each inner list holds the alternatives of one stream,
 * best first.
 */
public record Simulcast(List<List<StreamId>> send, List<List<StreamId>> receive) {

  /** One rid, and whether it starts paused ({@code ~}). */
  public record StreamId(String rid, boolean paused) {
    @Override
    public String toString() {
      return paused ? "~" + rid : rid;
    }
  }

  public Simulcast {
    send = List.copyOf(send);
    receive = List.copyOf(receive);
  }

  /** Reads the attribute value, or null. */
  public static @Nullable Simulcast parse(String value) {
    List<String> words = Tokens.words(value);
    List<List<StreamId>> send = List.of();
    List<List<StreamId>> receive = List.of();
    if (words.size() != 2 && words.size() != 4) {
      return null;
    }
    for (int i = 0; i < words.size(); i += 2) {
      switch (words.get(i)) {
        case "send" -> send = streams(words.get(i + 1));
        case "recv" -> receive = streams(words.get(i + 1));
        default -> {
          return null;
        }
      }
    }
    return new Simulcast(send, receive);
  }

  private static List<List<StreamId>> streams(String text) {
    List<List<StreamId>> streams = new ArrayList<>();
    for (String stream : text.split(";", -1)) {
      List<StreamId> alternatives = new ArrayList<>();
      for (String id : stream.split(",", -1)) {
        boolean paused = id.startsWith("~");
        alternatives.add(new StreamId(paused ? id.substring(1) : id, paused));
      }
      streams.add(List.copyOf(alternatives));
    }
    return streams;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "send", send);
    append(text, "recv", receive);
    return text.toString();
  }

  private static void append(StringBuilder text, String way, List<List<StreamId>> streams) {
    if (streams.isEmpty()) {
      return;
    }
    text.append(text.isEmpty() ? "" : " ").append(way);
    String separator = " ";
    for (List<StreamId> alternatives : streams) {
      text.append(separator);
      separator = ";";
      for (int i = 0; i < alternatives.size(); i++) {
        text.append(i == 0 ? "" : ",").append(alternatives.get(i));
      }
    }
  }
}
