package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;
import org.wcs.stream.Course;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;

/** What operators see of the streams of clients, and how they end them. */
final class TerminateTest {

  private static final String WHY = "Stopped by rest /terminate";

  private final RtmpStage stage = new RtmpStage();
  private final TestClient publisher = stage.publisher("cam");
  private final Feeder feeder = new Feeder(publisher);

  @Test
  void tellsOfAStreamAsSoonAsItIsAskedFor() {
    assertThat(stream(true).name()).isEqualTo("cam");
    TestClient player = stage.player("cam");
    assertThat(stream(false).course().tracks()).isEmpty();
    play();
    assertThat(stream(false).course().tracks()).hasSize(2);
    player.call(1, "pause", AmfValue.of(true), AmfValue.of(0));
    stage.advance(1_000);
    assertThat(stream(false).course().paused()).isTrue();
  }

  @Test
  void countsWhatFlowsToAPlayerByTracksAndGoesOnAfterAPause() {
    play();
    TestClient player = stage.player("cam");
    feed();
    TrackTraffic before = traffic(Codec.Kind.VIDEO);
    assertThat(before.units()).isPositive();
    assertThat(before.octets()).isGreaterThan(traffic(Codec.Kind.AUDIO).octets());
    player.call(1, "pause", AmfValue.of(true), AmfValue.of(0));
    player.call(1, "pause", AmfValue.of(false), AmfValue.of(0));
    stage.settle();
    feed();
    assertThat(traffic(Codec.Kind.VIDEO).units()).isGreaterThan(before.units());
    assertThat(stream(false).frames())
        .isEqualTo(stream(false).course().tracks().stream().mapToLong(TrackTraffic::units).sum());
  }

  @Test
  void tellsAPublisherWhyItIsEndedAndItsPlayersToo() {
    play();
    TestClient player = stage.player("cam");
    assertThat(terminate(true)).isTrue();
    assertThat(publisher.codes()).endsWith("NetStream.Publish.Idle");
    assertThat(description(publisher)).isEqualTo(WHY);
    assertThat(publisher.closed).isTrue();
    assertThat(player.codes()).endsWith("NetStream.Play.Stop");
    assertThat(description(player)).isEqualTo(WHY);
    assertThat(player.closed).isTrue();
    assertThat(stage.hub.find("cam")).isEmpty();
  }

  @Test
  void endsAPublisherThatHasSentNothing() {
    assertThat(terminate(true)).isTrue();
    assertThat(description(publisher)).isEqualTo(WHY);
    assertThat(publisher.closed).isTrue();
    assertThat(stage.publisher("cam").codes()).contains("NetStream.Publish.Start");
  }

  @Test
  void endsOnePlayerAndLeavesTheOthers() {
    play();
    TestClient meant = stage.player("cam");
    String id = stream(false).mediaSessionId();
    TestClient other = stage.player("cam");
    assertThat(stage.protocol.terminate(id, EndReason.TERMINATED_BY_REST)).isTrue();
    stage.settle();
    assertThat(description(meant)).isEqualTo(WHY);
    assertThat(meant.closed).isTrue();
    assertThat(other.closed).isFalse();
    assertThat(publisher.closed).isFalse();
    assertThat(stage.stream("cam").viewers()).isEqualTo(1);
  }

  @Test
  void endsAPlayerThatStillWaits() {
    TestClient player = stage.player("later");
    assertThat(terminate(false)).isTrue();
    assertThat(description(player)).isEqualTo(WHY);
    assertThat(player.closed).isTrue();
  }

  @Test
  void knowsNobodyElse() {
    assertThat(stage.protocol.terminate("nobody", EndReason.TERMINATED_BY_REST)).isFalse();
    assertThat(publisher.closed).isFalse();
  }

  @Test
  void remembersWhatPlayersThatLeftHadMissed() {
    play();
    TestClient player = stage.player("cam");
    stage.serverEnd(player).blocked(true);
    feeder.pictureBytes(60_000).millis(8_000, 2_000);
    stage.advance(1_100);
    long skipped = stage.protocol.snapshot().totals().skipped();
    assertThat(skipped).isPositive();
    stage.serverEnd(player).blocked(false);
    player.call(1, "closeStream");
    stage.settle();
    assertThat(stage.protocol.snapshot().totals().players()).isZero();
    assertThat(stage.protocol.snapshot().totals().skipped()).isGreaterThanOrEqualTo(skipped);
    stage.serverEnd(player).close();
    stage.settle();
    assertThat(stage.protocol.snapshot().totals().skipped()).isGreaterThanOrEqualTo(skipped);
  }

  private void play() {
    feeder.configs();
    feed();
  }

  private void feed() {
    feeder.millis(1_000, 10);
    stage.advance(1_000);
  }

  private boolean terminate(boolean publishing) {
    boolean found =
        stage.protocol.terminate(stream(publishing).mediaSessionId(), EndReason.TERMINATED_BY_REST);
    stage.settle();
    return found;
  }

  private RtmpSnapshot.Stream stream(boolean publishing) {
    List<RtmpSnapshot.Stream> all =
        stage.protocol.snapshot().sessions().stream()
            .flatMap(session -> session.streams().stream())
            .filter(stream -> stream.publishing() == publishing)
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private TrackTraffic traffic(Codec.Kind kind) {
    Course course = stream(false).course();
    return course.tracks().stream()
        .filter(each -> each.track().codec().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static String description(TestClient client) {
    return client.commands("onStatus").getLast().argument(0).get("description").text("");
  }
}
