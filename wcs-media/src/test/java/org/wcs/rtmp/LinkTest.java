package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.fake.BytePair;
import org.wcs.fake.ByteSwitch;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;

/** Our client against our server, each with a hub of its own. */
final class LinkTest {

  private final RtmpStage stage = new RtmpStage("rtmp_client.retry_most", "2s");
  private final StreamHub farHub = new StreamHub();
  private final ByteSwitch network = new ByteSwitch(List.of(stage.lane));
  private final RtmpClient client = stage.protocol.client(network);
  private final Ear ear = new Ear();
  private final AtomicBoolean muted = new AtomicBoolean();

  private RtmpProtocol far(RtmpPolicy policy) {
    RtmpProtocol far = new RtmpProtocol(RtmpStage.config(), farHub, RtmpStage::asPublished, policy);
    network.host("far", far);
    return far;
  }

  private RtmpLink push(String url) {
    RtmpLink link =
        client.push(
            new PushOrder(stage.stream("cam"), target(url), Picture.AS_IS, muted::get, true), ear);
    stage.settle();
    return link;
  }

  private RtmpLink pull(String url, boolean lasting) {
    RtmpLink link =
        client.pull(
            new PullOrder(target(url), "here", new Publisher("p1", "m1", "RTMP"), lasting), ear);
    stage.settle();
    return link;
  }

  private Feeder feeder() {
    Feeder feeder = new Feeder(stage.publisher("cam"));
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();
    return feeder;
  }

  @Test
  void pushesAStreamWithHeadersAndTimeFromZero() {
    far(RtmpPolicy.OPEN);
    Feeder feeder = feeder();
    RtmpLink link = push("rtmp://far/live/rtmp_cam?key=1");
    feeder.millis(400, 1_000);
    stage.settle();
    assertThat(ear.heard).containsExactly("connected", "flowing cam");
    assertThat(link.state()).isEqualTo(LinkState.FLOWING);
    MediaStream pushed = farHub.find("rtmp_cam").orElseThrow();
    assertThat(pushed.tracks()).hasSize(2);
    assertThat(network.dialled().getFirst().local().from()).isEqualTo(33_001);

    link.close(EndReason.TERMINATED_BY_REST);
    stage.settle();
    assertThat(ear.heard).endsWith("ended TERMINATED_BY_REST Stopped by rest /terminate");
    assertThat(farHub.find("rtmp_cam")).isEmpty();
    assertThat(stage.stream("cam").viewers()).isZero();
    assertThat(stage.stream("cam").tracks()).allMatch(track -> track.frames().readers() == 0);
    assertThat(client.size()).isZero();
  }

  @Test
  void endsAPushWithItsStream() {
    far(RtmpPolicy.OPEN);
    Feeder feeder = feeder();
    RtmpLink link = push("rtmp://far/live/cam");
    feeder.client.call(1, "closeStream");
    stage.settle();
    assertThat(ear.heard).endsWith("ended STOPPED_BY_PUBLISHER Stopped by publisher stop");
    assertThat(link.state()).isEqualTo(LinkState.STOPPED);
    assertThat(client.size()).isZero();
  }

  @Test
  void triesARefusingTargetAgainLaterAndLaterAndGivesUp() {
    feeder();
    RtmpLink link = push("rtmp://nobody:1936/live/cam");
    assertThat(ear.heard).containsExactly("interrupted Connection refused");
    assertThat(link.state()).isEqualTo(LinkState.PENDING);
    stage.advance(900);
    assertThat(network.dialled()).hasSize(1);
    stage.advance(200);
    assertThat(network.dialled()).hasSize(2);
    stage.advance(1_500);
    assertThat(network.dialled()).hasSize(2);
    link.close(EndReason.STOPPED_BY_USER);
    stage.advance(10_000);
    assertThat(network.dialled()).hasSize(2);
    assertThat(client.size()).isZero();
  }

  @Test
  void givesUpATargetThatRefusesTooOften() {
    feeder();
    RtmpLink link = push("rtmp://nobody/live/cam");
    stage.advance(25_000);
    assertThat(network.dialled()).hasSize(11);
    assertThat(ear.heard).hasSize(11).endsWith("ended FAILED Connection refused");
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
    assertThat(stage.stream("cam").viewers()).isZero();
  }

  @Test
  void doesNotTryAgainUnlessToldTo() {
    feeder();
    RtmpLink link =
        client.push(
            new PushOrder(
                stage.stream("cam"),
                target("rtmp://nobody/live/cam"),
                Picture.AS_IS,
                muted::get,
                false),
            ear);
    stage.settle();
    assertThat(ear.heard).containsExactly("ended FAILED Connection refused");
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
  }

  @Test
  void givesUpATargetThatHangs() {
    network.host("far", connection -> new Deaf());
    feeder();
    push("rtmp://far/live/cam");
    assertThat(ear.heard).isEmpty();
    stage.advance(10_100);
    assertThat(ear.heard).containsExactly("interrupted The other server does not shake hands");
    assertThat(network.connections().getFirst().left().isOpen()).isFalse();
  }

  @Test
  void goesOnPushingWhenTheTargetComesBack() {
    far(RtmpPolicy.OPEN);
    Feeder feeder = feeder();
    push("rtmp://far/live/cam");
    BytePair first = network.connections().getFirst();
    stage.lane.run(() -> first.left().breaks("reset"));
    stage.settle();
    assertThat(ear.heard).endsWith("interrupted reset");
    assertThat(stage.stream("cam").viewers()).isZero();
    stage.advance(1_100);
    assertThat(ear.heard).endsWith("connected", "flowing cam");
    feeder.millis(100, 1_000);
    stage.settle();
    assertThat(stage.stream("cam").viewers()).isEqualTo(1);
  }

  @Test
  void sendsSilenceWhileMuted() {
    far(RtmpPolicy.OPEN);
    Feeder feeder = feeder();
    push("rtmp://far/live/cam");
    List<byte[]> sounds = new ArrayList<>();
    feeder.millis(100, 1_000);
    stage.settle();
    MediaStream pushed = farHub.find("cam").orElseThrow();
    pushed
        .track(org.wcs.unit.Codec.Kind.AUDIO)
        .orElseThrow()
        .frames()
        .subscribe(new FrameEar(stage.lane, frame -> sounds.add(frame.payload())));
    stage.settle();
    sounds.clear();
    muted.set(true);
    feeder.millis(100, 1_000);
    stage.settle();
    assertThat(sounds)
        .isNotEmpty()
        .allMatch(payload -> java.util.HexFormat.of().formatHex(payload).equals("2000000000000e"));
  }

  @Test
  void pullsAStreamAndPublishesItHere() {
    far(RtmpPolicy.OPEN);
    RtmpStage farStage = stage; // the far publisher speaks to the far server on the same lane
    BytePair pair = new BytePair(stage.lane, 50_000, stage.lane, 1_935);
    RtmpProtocol server = far(RtmpPolicy.OPEN);
    stage.lane.run(
        () -> pair.right().receiver(Objects.requireNonNull(server.accepted(pair.right()))));
    TestClient publisher = new TestClient(pair.left());
    farStage.settle();
    publisher.connect("live");
    publisher.publish("remote");
    stage.settle();
    Feeder feeder = new Feeder(publisher);
    feeder.configs();
    feeder.millis(200, 1_000);
    stage.settle();

    RtmpLink link = pull("rtmp://far/live/remote", true);
    feeder.millis(200, 1_000);
    stage.settle();
    assertThat(ear.heard).containsExactly("connected", "flowing here");
    assertThat(stage.stream("here").tracks()).hasSize(2);
    assertThat(stage.stream("here").publisher().sessionId()).isEqualTo("p1");

    BytePair first = network.connections().getFirst();
    stage.lane.run(() -> first.left().breaks("reset"));
    stage.settle();
    MediaStream held = stage.stream("here");
    stage.advance(1_200);
    feeder.millis(200, 200);
    stage.settle();
    assertThat(ear.heard).endsWith("interrupted reset", "connected", "flowing here");
    assertThat(stage.stream("here")).isSameAs(held);

    link.close(EndReason.TERMINATED_BY_REST);
    stage.settle();
    assertThat(stage.hub.find("here")).isEmpty();
    assertThat(farHub.find("remote").orElseThrow().viewers()).isZero();
  }

  @Test
  void triesAPullAgainThatBringsNoMedia() {
    RtmpStage quick = new RtmpStage("rtmp.media_timeout", "2s");
    ByteSwitch way = new ByteSwitch(List.of(quick.lane));
    RtmpProtocol far =
        new RtmpProtocol(RtmpStage.config(), farHub, RtmpStage::asPublished, RtmpPolicy.OPEN);
    way.host("far", far);
    BytePair pair = new BytePair(quick.lane, 50_000, quick.lane, 1_935);
    quick.lane.run(() -> pair.right().receiver(Objects.requireNonNull(far.accepted(pair.right()))));
    TestClient publisher = new TestClient(pair.left());
    quick.settle();
    publisher.connect("live");
    publisher.publish("remote");
    quick.settle();
    Feeder feeder = new Feeder(publisher);
    feeder.configs();
    feeder.millis(200, 1_000);
    quick.settle();
    quick
        .protocol
        .client(way)
        .pull(
            new PullOrder(
                target("rtmp://far/live/remote"), "here", new Publisher("p", "m", "RTMP"), true),
            ear);
    quick.advance(3_500);
    assertThat(ear.heard).endsWith("interrupted The other server sends no media");
    assertThat(quick.hub.find("here")).isEmpty();
    quick.advance(1_500);
    feeder.millis(1_000, 40);
    quick.settle();
    assertThat(ear.heard).endsWith("flowing here");
  }

  @Test
  void failsAPullOfANameThatIsNotThere() {
    far(RtmpPolicy.OPEN);
    RtmpLink link = pull("rtmp://far/live/nothing", false);
    stage.advance(11_000);
    assertThat(link.state()).isEqualTo(LinkState.FAILED);
    assertThat(ear.heard).hasSize(2).startsWith("connected");
    assertThat(stage.protocol.snapshot().totals().publishers()).isZero();
  }

  @Test
  void endsAPullWhoseNameIsTaken() {
    far(RtmpPolicy.OPEN);
    Feeder taken = new Feeder(stage.publisher("here"));
    taken.configs();
    taken.millis(200, 1_000);
    stage.settle();
    Feeder feeder = feeder();
    push("rtmp://far/live/remote");
    feeder.millis(200, 1_000);
    stage.settle();
    ear.heard.clear();
    pull("rtmp://far/live/remote", true);
    assertThat(ear.heard).endsWith("ended NAME_IN_USE Stream name is already in use");
    assertThat(stage.stream("here").live()).isTrue();
  }

  @Test
  void followsAServerThatNamesAnother() {
    far(RtmpPolicy.OPEN);
    network.host("balancer", connection -> new Balancer(connection, "rtmp://far/live"));
    feeder();
    push("rtmp://balancer/live/cam");
    assertThat(ear.heard).containsExactly("connected", "flowing cam");
    assertThat(network.dialled()).hasSize(2);
  }

  @Test
  void doesNotRunInCircles() {
    network.host("balancer", connection -> new Balancer(connection, "rtmp://balancer/live"));
    feeder();
    push("rtmp://balancer/live/cam");
    assertThat(ear.heard).containsExactly("interrupted The other server sends us on and on");
    assertThat(network.dialled()).hasSize(6);
  }

  @Test
  void tellsWhyItIsRefused() {
    far(new Refusing());
    feeder();
    client.push(
        new PushOrder(
            stage.stream("cam"), target("rtmp://far/live/cam"), Picture.AS_IS, muted::get, false),
        ear);
    stage.settle();
    assertThat(ear.heard).containsExactly("ended FAILED Refused: Restricted access");
  }

  private static RtmpTarget target(String url) {
    return Objects.requireNonNull(RtmpTarget.parse(url));
  }

  private static final class Refusing implements RtmpPolicy {
    @Override
    public void connect(RtmpPeer peer, Verdict verdict) {
      verdict.refuse(EndReason.RESTRICTED);
    }

    @Override
    public void publish(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
      verdict.allow();
    }

    @Override
    public void play(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
      verdict.allow();
    }
  }

  private static final class Ear implements LinkListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void flowing(MediaStream stream) {
      heard.add("flowing " + stream.name());
    }

    @Override
    public void interrupted(String why) {
      heard.add("interrupted " + why);
    }

    @Override
    public void ended(EndReason reason, String why) {
      heard.add("ended " + reason + " " + why);
    }
  }

  /** Shakes hands and sends everybody on. */
  private static final class Balancer implements ByteReceiver {
    private final HandshakeServer handshake = new HandshakeServer(new Random(2), 0);
    private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    private final ChunkWriter writer = new ChunkWriter();
    private final ByteConnection connection;
    private final String elsewhere;

    Balancer(ByteConnection connection, String elsewhere) {
      this.connection = connection;
      this.elsewhere = elsewhere;
    }

    @Override
    public void received(ByteConnection from, byte[] buffer, int offset, int length) {
      try {
        int used = handshake.finished() ? 0 : handshake.read(buffer, offset, length);
        send(handshake.reply());
        if (handshake.finished()) {
          reader.read(buffer, offset + used, length - used, this::answer);
        }
      } catch (RtmpException e) {
        throw new IllegalStateException(e);
      }
    }

    private void answer(RtmpMessage message) {
      if (message instanceof RtmpMessage.Command command && command.name().equals("connect")) {
        AmfValue more = AmfValue.object("code", 302, "redirect", elsewhere);
        AmfValue information =
            AmfValue.object("level", "error", "code", "NetConnection.Connect.Rejected", "ex", more);
        send(
            writer.write(
                RtmpMessage.Command.of(
                    0, "_error", command.transactionId(), AmfValue.NULL, information)));
      }
    }

    private void send(byte[] bytes) {
      connection.write(bytes, 0, bytes.length);
    }

    @Override
    public void writabilityChanged(ByteConnection from, boolean writable) {
      // writes little
    }

    @Override
    public void closed(ByteConnection from, @Nullable String why) {
      // has nothing to keep
    }
  }

  /** Takes bytes and never answers. */
  private static final class Deaf implements ByteReceiver {
    @Override
    public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
      // hears nothing
    }

    @Override
    public void writabilityChanged(ByteConnection connection, boolean writable) {
      // writes nothing
    }

    @Override
    public void closed(ByteConnection connection, @Nullable String why) {
      // and does not mind
    }
  }
}
