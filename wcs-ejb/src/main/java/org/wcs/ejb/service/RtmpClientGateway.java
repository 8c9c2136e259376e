package org.wcs.ejb.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.peer.LinkListener;
import org.wcs.rtmp.RtmpClient;
import org.wcs.rtmp.RtmpLink;
import org.wcs.rtmp.RtmpTarget;
import org.wcs.stream.EndReason;
import org.wcs.stream.Picture;
import org.wcs.stream.TrackTraffic;

/** RTMP towards other servers, as long as there is a network for it. Any thread. */
public final class RtmpClientGateway implements PullGateway, PushGateway {

  private volatile @Nullable RtmpClient client;

  /** Names the client once the network is there, null when it goes. */
  public void open(@Nullable RtmpClient opened) {
    client = opened;
  }

  @Override
  public String protocol() {
    return "RTMP";
  }

  @Override
  public boolean meant(String name) {
    return RtmpAddress.isRtmp(name);
  }

  @Override
  public boolean wellFormed(String url) {
    return RtmpAddress.ofStream(url) != null;
  }

  @Override
  public @Nullable PushTarget target(String url, @Nullable String name) {
    return name == null ? RtmpAddress.ofStream(url) : RtmpAddress.ofServer(url, name);
  }

  @Override
  public boolean controlsSound() {
    return true;
  }

  @Override
  public RemoteLink push(PushOrder order, LinkListener events) throws RequestRefusedException {
    if (!(order.target() instanceof RtmpAddress address)) {
      throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
    }
    org.wcs.rtmp.PushOrder push =
        new org.wcs.rtmp.PushOrder(
            order.stream(),
            target(address),
            Picture.AS_IS,
            order.sound()::silent,
            order.sound(),
            true);
    return link(client().push(push, events));
  }

  @Override
  public RemoteLink pull(PullOrder order, LinkListener events) throws RequestRefusedException {
    RtmpAddress address = RtmpAddress.ofStream(order.uri());
    if (address == null) {
      throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
    }
    org.wcs.rtmp.PullOrder pull =
        new org.wcs.rtmp.PullOrder(
            target(address), order.localName(), order.publisher(), order.lasting());
    return link(client().pull(pull, events));
  }

  private RtmpClient client() throws RequestRefusedException {
    RtmpClient now = client;
    if (now == null) {
      throw new RequestRefusedException(Kind.FAILED, "The ports of RTMP are not open");
    }
    return now;
  }

  private static RtmpTarget target(RtmpAddress address) throws RequestRefusedException {
    RtmpTarget target = RtmpTarget.of(address.server(), address.stream());
    if (target == null) {
      throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
    }
    return target;
  }

  private static RemoteLink link(RtmpLink link) {
    return new RemoteLink() {
      @Override
      public List<TrackTraffic> traffic() {
        return link.traffic();
      }

      @Override
      public void close(EndReason reason) {
        link.close(reason);
      }
    };
  }
}
