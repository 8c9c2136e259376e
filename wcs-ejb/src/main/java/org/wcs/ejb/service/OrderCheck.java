package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** What can be said about an order before its offer is looked at. */
final class OrderCheck {

  private OrderCheck() {}

  /**
   * Where streams to play come from.
   *
   * @param hub those published here
   * @param remote those fetched from elsewhere
   */
  record Sources(StreamHub hub, RemoteStreams remote) {}

  /** Why the order cannot be met, null if it may be. */
  static @Nullable String refusal(
      StreamOrder order, boolean publishing, Sources sources, int maxName) {
    if (!StreamOrder.WEBRTC.equalsIgnoreCase(order.mediaProvider())) {
      return "Media provider " + shortened(order.mediaProvider()) + " is not available";
    }
    if (order.name().isBlank()
        || order.name().length() > maxName
        || order.name().chars().anyMatch(Character::isISOControl)) {
      return EndReason.BAD_URI.text();
    }
    return publishing
        ? publishRefusal(order, sources.remote().pushes())
        : playRefusal(order, sources);
  }

  private static @Nullable String publishRefusal(StreamOrder order, PushService pushes) {
    if (order.name().contains("://")) {
      return EndReason.BAD_URI.text();
    }
    if (order.extras().record()) {
      return "Recording is not available";
    }
    String url = order.extras().rtmpUrl();
    return url == null || pushes.meant(url) ? null : "Failed by RTMP writer error";
  }

  private static @Nullable String playRefusal(StreamOrder order, Sources sources) {
    PullService fetched = sources.remote().source(order.name());
    if (fetched != null) {
      return fetched.wellFormed(order.name()) ? null : EndReason.BAD_URI.text();
    }
    return switch (StreamUrl.scheme(order.name())) {
      case "" -> sources.hub().find(order.name()).isEmpty() ? EndReason.NOT_FOUND.text() : null;
      case "vod", "vod-live" -> "File not found";
      default -> EndReason.BAD_URI.text();
    };
  }

  private static String shortened(String text) {
    return text.length() <= 32 ? text : text.substring(0, 32);
  }
}
