package org.wcs.ejb.service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.wcs.stream.EndReason;
import org.wcs.stream.StreamHub;

/** Other servers that are not there: the test says what they do. */
final class FakeRtmp implements RtmpGateway {

  final List<PushOrder> pushes = new ArrayList<>();
  final List<PullOrder> pulls = new ArrayList<>();
  final List<Events> events = new ArrayList<>();
  final List<EndReason> closed = new ArrayList<>();

  /** The services of a server that has these others only. */
  RemoteStreams streams(StreamHub hub) {
    return new RemoteStreams(
        new PullService(hub, this, Clock.systemUTC(), PullService.Settings.DEFAULT),
        new PushService(hub, this, PushService.Settings.DEFAULT));
  }

  @Override
  public Link push(PushOrder order, Events told) {
    pushes.add(order);
    return link(told);
  }

  @Override
  public Link pull(PullOrder order, Events told) {
    pulls.add(order);
    return link(told);
  }

  private Link link(Events told) {
    events.add(told);
    return reason -> {
      closed.add(reason);
      told.ended(reason, reason.text());
    };
  }
}
