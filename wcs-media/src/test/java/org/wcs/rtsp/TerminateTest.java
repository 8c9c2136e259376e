package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** What operators see of the streams of clients, and how they end them. */
final class TerminateTest {

  private static final long GOODBYE_MILLIS = 2_500;

  private final ServerStage stage = new ServerStage();
  private final ServerTalk publisher = stage.publisher("cam");

  @Test
  void tellsOfStreamsAndOfWhatFlowsToPlayers() {
    ServerTalk player = stage.player("cam");
    publisher.media(20);
    stage.advance(1_100);
    RtspSnapshot.Owned played = stream(false);
    assertThat(played.peer().sessionId()).startsWith("/127.0.0.1:");
    assertThat(played.stream().course().tracks()).hasSize(2);
    assertThat(played.stream().course().tracks().stream().mapToLong(TrackTraffic::units).sum())
        .isEqualTo(played.stream().packets());
    assertThat(stream(true).stream().course().tracks()).isEmpty();
    player.ask("PAUSE", "/cam");
    assertThat(stream(false).stream().course().paused()).isTrue();
  }

  @Test
  void endsAPublisherAndItsPlayers() {
    ServerTalk player = stage.player("cam");
    assertThat(terminate(true)).isTrue();
    assertThat(stage.hub.find("cam")).isEmpty();
    assertThat(publisher.closed()).isTrue();
    stage.advance(GOODBYE_MILLIS);
    assertThat(player.closed()).isTrue();
    assertThat(stage.totals().players()).isZero();
  }

  @Test
  void endsAPlayerWithAByeAndLeavesTheOthers() {
    ServerTalk meant = stage.player("cam");
    String id = stream(false).stream().mediaSessionId();
    ServerTalk other = stage.player("cam");
    publisher.media(5);
    stage.settle();
    int before = meant.on(1).size();
    assertThat(stage.protocol.terminate(id, EndReason.TERMINATED_BY_REST)).isTrue();
    stage.settle();
    assertThat(meant.on(1)).hasSizeGreaterThan(before);
    stage.advance(GOODBYE_MILLIS);
    assertThat(meant.closed()).isTrue();
    assertThat(other.closed()).isFalse();
    assertThat(publisher.closed()).isFalse();
    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void endsAPlayerThatHasPaused() {
    ServerTalk player = stage.player("cam");
    player.ask("PAUSE", "/cam");
    assertThat(terminate(false)).isTrue();
    stage.advance(GOODBYE_MILLIS);
    assertThat(player.closed()).isTrue();
  }

  @Test
  void knowsNobodyElse() {
    assertThat(stage.protocol.terminate("nobody", EndReason.TERMINATED_BY_REST)).isFalse();
    assertThat(publisher.closed()).isFalse();
  }

  private boolean terminate(boolean publishing) {
    boolean found =
        stage.protocol.terminate(
            stream(publishing).stream().mediaSessionId(), EndReason.TERMINATED_BY_REST);
    stage.settle();
    return found;
  }

  private RtspSnapshot.Owned stream(boolean publishing) {
    return stage.protocol.streams().stream()
        .filter(each -> each.stream().publishing() == publishing)
        .findFirst()
        .orElseThrow();
  }
}
