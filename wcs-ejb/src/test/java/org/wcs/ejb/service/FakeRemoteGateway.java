package org.wcs.ejb.service;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.wcs.fake.ManualLane;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;

/** Links without a network: the test says what happens to them. */
final class FakeRemoteGateway implements PullGateway, PushGateway {

  final ManualLane lane = new ManualLane();
  final StreamHub hub;
  final List<FakeLink> links = new ArrayList<>();
  private final List<String> schemes;
  boolean refusing;

  FakeRemoteGateway(StreamHub hub, String... schemes) {
    this.schemes = List.of(schemes);
    this.hub = hub;
  }

  @Override
  public String protocol() {
    return "TEST";
  }

  @Override
  public boolean meant(String name) {
    return schemes.contains(StreamUrl.scheme(name));
  }

  @Override
  public boolean wellFormed(String url) {
    return meant(url) && url.indexOf('/', url.indexOf("://") + 3) > 0;
  }

  @Override
  public PushTarget target(String url, String name) {
    if (!controlsSound()) {
      return RtspAddress.of(url);
    }
    return name == null ? RtmpAddress.ofStream(url) : RtmpAddress.ofServer(url, name);
  }

  @Override
  public boolean controlsSound() {
    return !schemes.contains("rtsp");
  }

  @Override
  public RemoteLink push(PushOrder order, LinkListener events) throws RequestRefusedException {
    return entered(new FakeLink(order.target(), order, null, events));
  }

  @Override
  public RemoteLink pull(PullOrder order, LinkListener events) throws RequestRefusedException {
    return entered(new FakeLink(null, null, order, events));
  }

  /** The services of a server with these links. */
  RemoteStreams streams() {
    return streams(new FakeRemoteGateway(hub, "rtsp", "rtsps"));
  }

  /** The same with cameras. */
  RemoteStreams streams(FakeRemoteGateway cameras) {
    return new RemoteStreams(
        new PullService(hub, this, Clock.systemUTC(), PullService.Settings.DEFAULT),
        new PullService(hub, cameras, Clock.systemUTC(), PullService.Settings.DEFAULT),
        pushes(PushService.Settings.DEFAULT));
  }

  /** A service over this, with no sounds to play. */
  PushService pushes(PushService.Settings settings, PushGateway... more) {
    List<PushGateway> gateways = new ArrayList<>(List.of(more));
    gateways.add(this);
    SoundFiles none =
        new SoundFiles(Path.of("absent"), (rate, channels, samples, codec) -> List.of());
    return new PushService(hub, gateways, none, Runnable::run, settings);
  }

  FakeLink last() {
    return links.getLast();
  }

  /** Publishes a stream as some other protocol would. */
  MediaStream publish(String name) {
    MediaStream stream =
        new MediaStream(
            name, new Publisher("session", "media", "WebRTC"), lane, List.of(), reason -> {});
    hub.publish(stream);
    lane.run(() -> stream.tell(new StreamEvent.Started()));
    return stream;
  }

  private FakeLink entered(FakeLink link) throws RequestRefusedException {
    if (refusing) {
      throw new RequestRefusedException(RequestRefusedException.Kind.FAILED, "no ports");
    }
    links.add(link);
    return link;
  }

  /** One link. */
  final class FakeLink implements RemoteLink {
    final PushTarget address;
    final PushOrder push;
    final PullOrder pull;
    final LinkListener events;
    EndReason closedWith;

    FakeLink(PushTarget address, PushOrder push, PullOrder pull, LinkListener events) {
      this.address = address;
      this.push = push;
      this.pull = pull;
      this.events = events;
    }

    @Override
    public void close(EndReason reason) {
      if (closedWith == null) {
        closedWith = reason;
        events.ended(reason, reason.text());
      }
    }

    /** The other server sends: a stream appears here. */
    MediaStream flow() {
      MediaStream stream = publish(pull.localName());
      events.connected();
      events.flowing(stream);
      return stream;
    }
  }
}
