package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.peer.LinkListener;
import org.wcs.rtsp.RtspClient;
import org.wcs.rtsp.RtspLink;
import org.wcs.rtsp.RtspPullOrder;
import org.wcs.rtsp.RtspPushOrder;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/** Cameras and other servers of RTSP, as long as there is a network for them. Any thread. */
public final class RtspClientGateway implements PullGateway, PushGateway {

  private static final Logger LOG = System.getLogger(RtspClientGateway.class.getName());

  private volatile @Nullable RtspClient client;

  /** Names the client once the network is there, null when it goes. */
  public void open(@Nullable RtspClient opened) {
    client = opened;
  }

  @Override
  public String protocol() {
    return "RTSP";
  }

  @Override
  public boolean meant(String name) {
    return switch (StreamUrl.scheme(name)) {
      case "rtsp", "rtsps" -> true;
      default -> false;
    };
  }

  @Override
  public boolean wellFormed(String url) {
    return RtspUrl.parse(url) != null;
  }

  @Override
  public RemoteLink pull(PullOrder order, LinkListener events) throws RequestRefusedException {
    RtspUrl url = RtspUrl.parse(order.uri());
    if (url == null) {
      throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
    }
    RtspLink link =
        client()
            .pull(
                new RtspPullOrder(url, order.localName(), order.publisher(), order.lasting()),
                new Listener(url.shown(), events));
    return new Link(link);
  }

  /** The URL of RTSP names the stream by itself. */
  @Override
  public @Nullable PushTarget target(String url, @Nullable String name) {
    return RtspAddress.of(url);
  }

  /** Packets go out as they came in. */
  @Override
  public boolean controlsSound() {
    return false;
  }

  @Override
  public RemoteLink push(PushOrder order, LinkListener events) throws RequestRefusedException {
    if (!(order.target() instanceof RtspAddress address)) {
      throw new RequestRefusedException(Kind.MALFORMED, EndReason.BAD_URI.text());
    }
    RtspLink link =
        client().push(new RtspPushOrder(order.stream(), address.target(), true), events);
    return new Link(link);
  }

  private RtspClient client() throws RequestRefusedException {
    RtspClient now = client;
    if (now == null) {
      throw new RequestRefusedException(Kind.FAILED, "The ports of RTSP are not open");
    }
    return now;
  }

  /** A link as the services see it. */
  private record Link(RtspLink link) implements RemoteLink {
    @Override
    public List<TrackTraffic> traffic() {
      return link.traffic();
    }

    @Override
    public String transport() {
      return link.transport();
    }

    @Override
    public void close(EndReason reason) {
      link.close(reason);
    }
  }

  /** Clients compare the texts of reasons; what exactly happened is for the log. */
  private record Listener(String shown, LinkListener events) implements LinkListener {
    @Override
    public void connected() {
      events.connected();
    }

    @Override
    public void flowing(MediaStream stream) {
      events.flowing(stream);
    }

    @Override
    public void interrupted(String why) {
      events.interrupted(why);
    }

    @Override
    public void ended(EndReason reason, String why) {
      LOG.log(Level.INFO, "{0}: {1}", shown, why);
      events.ended(reason, reason.text());
    }
  }
}
