package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;

/** RTMP towards other servers, as long as there is a network for it. Any thread. */
public final class RtmpClientGateway implements RtmpGateway {

  private volatile @Nullable RtmpGateway opened;

  /** Names what dials once the network is there, null when it goes. */
  public void open(@Nullable RtmpGateway dialling) {
    opened = dialling;
  }

  @Override
  public Link push(PushOrder order, Events events) throws RequestRefusedException {
    return opened().push(order, events);
  }

  @Override
  public Link pull(PullOrder order, Events events) throws RequestRefusedException {
    return opened().pull(order, events);
  }

  private RtmpGateway opened() throws RequestRefusedException {
    RtmpGateway now = opened;
    if (now == null) {
      throw new RequestRefusedException(
          RequestRefusedException.Kind.FAILED, "The ports of RTMP are not open");
    }
    return now;
  }
}
