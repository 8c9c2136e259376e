package org.wcs.ejb.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/** A client that remembers what it was told. */
final class FakeClient implements ClientSink {

  static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);

  final List<SessionEvent> heard = new ArrayList<>();
  String closed = "";

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static StreamOrder order(String id, String name) {
    return new StreamOrder(
        id,
        name,
        StreamOrder.WEBRTC,
        "v=0",
        TransportChoice.ANY,
        false,
        PeerRequest.Video.AS_IS,
        StreamOrder.Extras.NONE);
  }

  @Override
  public void tell(SessionEvent event) {
    heard.add(event);
  }

  @Override
  public void close(String reason) {
    closed = reason;
  }

  @Override
  public boolean idle() {
    return true;
  }

  /** States and their texts, in order. */
  List<String> statuses() {
    return heard.stream()
        .filter(SessionEvent.Status.class::isInstance)
        .map(event -> ((SessionEvent.Status) event).status())
        .map(status -> (status.state() + " " + status.info()).strip())
        .toList();
  }

  /** Types of what happened on streams, in order. */
  List<String> notices() {
    return heard.stream()
        .filter(SessionEvent.Notice.class::isInstance)
        .map(event -> ((SessionEvent.Notice) event).type())
        .toList();
  }

  <T extends SessionEvent> Optional<T> first(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
