package org.wcs.ejb.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** What can be said about an order before its offer is looked at. */
final class OrderCheck {

  private OrderCheck() {}

  /** Why the order cannot be met, null if it may be. */
  static @Nullable String refusal(
      StreamOrder order, boolean publishing, StreamHub hub, int maxName) {
    if (!StreamOrder.WEBRTC.equalsIgnoreCase(order.mediaProvider())) {
      return "Media provider " + shortened(order.mediaProvider()) + " is not available";
    }
    if (order.name().isBlank()
        || order.name().length() > maxName
        || order.name().chars().anyMatch(Character::isISOControl)) {
      return EndReason.BAD_URI.text();
    }
    return publishing ? publishRefusal(order) : playRefusal(order, hub);
  }

  private static @Nullable String publishRefusal(StreamOrder order) {
    if (order.name().contains("://")) {
      return EndReason.BAD_URI.text();
    }
    if (order.extras().record()) {
      return "Recording is not available";
    }
    String url = order.extras().rtmpUrl();
    return url == null || RtmpAddress.isRtmp(url) ? null : "Failed by RTMP writer error";
  }

  private static @Nullable String playRefusal(StreamOrder order, StreamHub hub) {
    int scheme = order.name().indexOf("://");
    if (scheme >= 0) {
      return switch (order.name().substring(0, scheme).toLowerCase(Locale.ROOT)) {
        case "vod", "vod-live" -> "File not found";
        case "rtsp", "rtsps" -> "Failed to connect to rtsp stream";
        case "rtmp", "rtmps" ->
            RtmpAddress.ofStream(order.name()) == null ? EndReason.BAD_URI.text() : null;
        default -> EndReason.BAD_URI.text();
      };
    }
    return hub.find(order.name()).isEmpty() ? EndReason.NOT_FOUND.text() : null;
  }

  private static String shortened(String text) {
    return text.length() <= 32 ? text : text.substring(0, 32);
  }
}
