package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

final class PullServiceTest {

  private static final String URL = "rtmp://host/live/cam";

  private final StreamHub hub = new StreamHub();
  private final FakeRemoteGateway gateway = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final ManualClock clock = new ManualClock();
  private final PullService service =
      new PullService(hub, gateway, clock, new PullService.Settings(3, 10_000));

  @Test
  void tellsHowFarItIs() throws Exception {
    assertThat(service.pull(URL, "local", true).state()).isEqualTo(PullStatus.State.PENDING);
    gateway.last().events.connected();
    assertThat(only().state()).isEqualTo(PullStatus.State.CONNECTED);
    gateway.last().flow();
    assertThat(only().state()).isEqualTo(PullStatus.State.PROCESSED_REMOTE);
    gateway.last().events.interrupted("reset");
    assertThat(only().state()).isEqualTo(PullStatus.State.PENDING);
    assertThat(only().why()).isEqualTo("reset");
    assertThat(only().record()).isTrue();
    assertThat(gateway.last().pull.localName()).isEqualTo("local");
    assertThat(gateway.last().pull.lasting()).isTrue();
  }

  @Test
  void isNamedByItsUrlUnlessItIsGivenAName() throws Exception {
    assertThat(service.pull(URL, null, false).localName()).isEqualTo(URL);
    assertThat(gateway.last().pull.uri()).isEqualTo(URL);
  }

  @Test
  void refusesWhatIsTakenAndWhatIsNoUrl() throws Exception {
    gateway.publish("taken");
    service.pull(URL, "local", false);

    refused(Kind.CONFLICT, () -> service.pull(URL, "other", false));
    refused(Kind.CONFLICT, () -> service.pull("rtmp://host/live/b", "taken", false));
    refused(Kind.MALFORMED, () -> service.pull("ws://host:8080", "c", false));
    gateway.refusing = true;
    refused(Kind.FAILED, () -> service.pull("rtmp://host/live/d", "d", false));
    assertThat(service.find(null, null)).hasSize(1);
  }

  @Test
  void keepsToItsLimit() throws Exception {
    for (String name : new String[] {"a", "b", "c"}) {
      service.pull("rtmp://host/live/" + name, name, false);
    }
    refused(Kind.FAILED, () -> service.pull(URL, null, false));
  }

  @Test
  void terminatesByUriOrName() throws Exception {
    service.pull(URL, "local", false);
    service.terminate(URL, null);
    assertThat(gateway.last().closedWith).isEqualTo(EndReason.TERMINATED_BY_REST);
    assertThat(service.find(null, null)).isEmpty();

    service.pull(URL, "local", false);
    service.terminate(null, "local");
    assertThat(service.find(null, null)).isEmpty();

    refused(Kind.NOT_FOUND, () -> service.terminate(URL, null));
    refused(Kind.MALFORMED, () -> service.terminate(null, null));
  }

  @Test
  void showsAFailureForAWhileAndLetsItBeTriedAgain() throws Exception {
    service.pull(URL, "local", false);
    gateway.last().events.ended(EndReason.FAILED, "refused");
    assertThat(only().state()).isEqualTo(PullStatus.State.FAILED);

    service.pull(URL, "local", false);
    assertThat(only().state()).isEqualTo(PullStatus.State.PENDING);

    gateway.last().events.ended(EndReason.FAILED, "refused");
    clock.millis += 31_000;
    assertThat(service.find(null, null)).isEmpty();
  }

  @Test
  void anOrdinaryEndIsForgottenAtOnce() throws Exception {
    service.pull(URL, "local", false);
    gateway.last().events.ended(EndReason.STOPPED_BY_PUBLISHER, "");
    assertThat(service.find(null, null)).isEmpty();
  }

  @Test
  void viewersOfAUrlShareOnePull() throws Exception {
    CompletableFuture<MediaStream> first = service.pullForPlay(URL).toCompletableFuture();
    CompletableFuture<MediaStream> second = service.pullForPlay(URL).toCompletableFuture();
    assertThat(gateway.links).hasSize(1);
    assertThat(gateway.last().pull.lasting()).isFalse();
    assertThat(first).isNotDone();

    MediaStream stream = gateway.last().flow();

    assertThat(first).isCompletedWithValue(stream);
    assertThat(second).isCompletedWithValue(stream);
    assertThat(service.pullForPlay(URL).toCompletableFuture()).isCompletedWithValue(stream);
  }

  @Test
  void aViewerGetsWhatAnOperatorPullsUnderAnotherName() throws Exception {
    service.pull(URL, "local", false);
    MediaStream stream = gateway.last().flow();

    assertThat(service.pullForPlay(URL).toCompletableFuture()).isCompletedWithValue(stream);
  }

  @Test
  void viewersHearWhyThereIsNothing() throws Exception {
    CompletableFuture<MediaStream> wanted = service.pullForPlay(URL).toCompletableFuture();

    gateway.last().events.ended(EndReason.NOT_FOUND, "Stream not found");

    assertThatThrownBy(wanted::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("Stream not found");
    assertThat(service.find(null, null)).isEmpty();
    assertThat(service.pullForPlay("rtmp://host").toCompletableFuture()).isCompletedExceptionally();
    assertThat(service.pullForPlay(URL).toCompletableFuture()).isNotDone();
  }

  @Test
  void endsWhenNobodyPlaysIt() throws Exception {
    service.pullForPlay(URL);
    MediaStream stream = gateway.last().flow();
    stream.attach();
    runFor(60);
    assertThat(gateway.last().closedWith).isNull();

    stream.detach();
    runFor(9);
    assertThat(gateway.last().closedWith).isNull();
    runFor(3);

    assertThat(gateway.last().closedWith).isEqualTo(EndReason.STOPPED_BY_USER);
    assertThat(service.find(null, null)).isEmpty();
  }

  @Test
  void whatAnOperatorPullsStaysWithoutViewers() throws Exception {
    service.pull(URL, null, false);
    gateway.last().flow();
    runFor(600);
    assertThat(gateway.last().closedWith).isNull();
  }

  @Test
  void closesAll() throws Exception {
    service.pull(URL, null, false);
    service.closeAll(EndReason.SHUTDOWN);
    assertThat(gateway.last().closedWith).isEqualTo(EndReason.SHUTDOWN);
  }

  private PullStatus only() {
    assertThat(service.find(null, null)).hasSize(1);
    return service.find(null, null).getFirst();
  }

  private void runFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.millis += 1_000;
      service.tick();
    }
  }

  private static void refused(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  /** A clock that is set by hand. */
  private static final class ManualClock extends Clock {
    long millis = 1_000_000;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }
}
