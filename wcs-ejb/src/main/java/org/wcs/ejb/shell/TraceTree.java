package org.wcs.ejb.shell;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** A look at a stream as a tree for people. */
final class TraceTree {

  private static final int MOST_VIEWERS = 20;

  private TraceTree() {}

  /** Lines without a line feed. */
  static List<String> of(JsonObject look, long nowMillis) {
    List<String> lines = new ArrayList<>();
    branch(root(look, nowMillis), "", "", lines);
    return lines;
  }

  private record Node(String text, List<Node> children) {
    static Node of(String text) {
      return new Node(Table.plain(text), new ArrayList<>());
    }

    Node with(Node child) {
      children.add(child);
      return this;
    }
  }

  private static void branch(Node node, String head, String indent, List<String> lines) {
    lines.add(head + node.text());
    for (int index = 0; index < node.children().size(); index++) {
      boolean last = index == node.children().size() - 1;
      branch(
          node.children().get(index),
          indent + (last ? "└─ " : "├─ "),
          indent + (last ? "   " : "│  "),
          lines);
    }
  }

  private static Node root(JsonObject look, long nowMillis) {
    String address = look.getString("remoteAddress", "");
    String since =
        look.containsKey("createdMillis")
            ? ", since " + Shown.since(number(look, "createdMillis"), nowMillis).shown()
            : "";
    String from = look.getString("derivedFrom", "");
    Node root =
        Node.of(
            look.getString("stream")
                + "  "
                + look.getString("protocol")
                + (from.isEmpty() ? "" : ", made of " + from)
                + (address.isEmpty() ? "" : " from " + address)
                + (look.getBoolean("live") ? "" : ", not live")
                + since
                + (look.containsKey("bitsPerSecond") ? ", " + flow(look) : ""));
    look.getJsonArray("tracks").forEach(track -> root.with(track(track.asJsonObject())));
    root.with(viewers(look.getJsonArray("viewers"), nowMillis));
    for (JsonString made : look.getJsonArray("makes").getValuesAs(JsonString.class)) {
      root.with(Node.of("makes " + made.getString()));
    }
    return root;
  }

  private static Node track(JsonObject track) {
    Node node =
        Node.of(
            "track %d  %s, %s bytes, %d frames"
                .formatted(
                    track.getInt("id"),
                    codec(track),
                    Shown.bytes(number(track, "bytes")).shown(),
                    number(track, "pictures")));
    for (JsonObject feed : track.getJsonArray("feeds").getValuesAs(JsonObject.class)) {
      String from = feed.getString("derivedFrom", "");
      node.with(
          Node.of(
              "%s%s: %s, skipped %d"
                  .formatted(
                      feed.getString("feed"),
                      from.isEmpty() ? "" : " made of " + from,
                      readers(feed.getInt("readers")),
                      number(feed, "skipped"))));
    }
    track.getJsonArray("made").forEach(made -> node.with(decoder(made.asJsonObject())));
    return node;
  }

  private static String codec(JsonObject track) {
    String size =
        track.containsKey("width")
            ? " " + track.getInt("width") + "x" + track.getInt("height")
            : "";
    return track.getString("codec") + size;
  }

  private static Node decoder(JsonObject decoded) {
    Node node = Node.of("decoder: " + step(decoded));
    for (JsonObject output : decoded.getJsonArray("outputs").getValuesAs(JsonObject.class)) {
      node.with(
          Node.of(
              "encoder %s: %s, %s"
                  .formatted(codec(output), readers(output.getInt("readers")), step(output))));
    }
    return node;
  }

  private static String step(JsonObject step) {
    return "in %d, out %d, skipped %d, failed %d, queued %d"
        .formatted(
            number(step, "in"),
            number(step, "out"),
            number(step, "skipped"),
            number(step, "failed"),
            number(step, "queued"));
  }

  private static Node viewers(JsonArray viewers, long nowMillis) {
    Node node = Node.of(viewers.size() == 1 ? "1 viewer" : viewers.size() + " viewers");
    viewers.getValuesAs(JsonObject.class).stream()
        .limit(MOST_VIEWERS)
        .forEach(viewer -> node.with(viewer(viewer, nowMillis)));
    if (viewers.size() > MOST_VIEWERS) {
      node.with(Node.of("and " + (viewers.size() - MOST_VIEWERS) + " more"));
    }
    return node;
  }

  private static Node viewer(JsonObject viewer, long nowMillis) {
    return Node.of(
        "%s %s %s  %s, since %s, %s  %s"
            .formatted(
                viewer.getString("protocol"),
                viewer.getString("remoteAddress"),
                viewer.getString("state"),
                viewer.getString("media"),
                Shown.since(number(viewer, "createdMillis"), nowMillis).shown(),
                flow(viewer),
                viewer.getString("mediaSessionId")));
  }

  private static String flow(JsonObject flow) {
    return "%s bit/s, %d fps, lost %d, nack %d, pli %d, skipped %d, rtt %d ms"
        .formatted(
            Shown.bits(number(flow, "bitsPerSecond")).shown(),
            flow.getInt("framesPerSecond"),
            number(flow, "lost"),
            number(flow, "nacks"),
            number(flow, "plis"),
            number(flow, "skipped"),
            flow.getInt("roundTripMillis"));
  }

  private static String readers(int count) {
    return count == 1 ? "1 reader" : count + " readers";
  }

  private static long number(JsonObject object, String name) {
    return object.getJsonNumber(name).longValue();
  }
}
