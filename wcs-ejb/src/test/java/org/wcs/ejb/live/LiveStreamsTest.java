package org.wcs.ejb.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;

final class LiveStreamsTest {

  private static final long SECOND = 1_000_000_000L;

  private final StreamHub hub = new StreamHub();
  private final ManualLane lane = new ManualLane();
  private final FakeSource browsers = new FakeSource();
  private final FakeSource cameras = new FakeSource();
  private final LiveStreams live = new LiveStreams(hub, List.of(browsers, cameras));
  private final List<EndReason> stopped = new ArrayList<>();

  @Test
  void findsStreamsOfAllSourcesTheOldestFirst() {
    browsers.with(
        FakeSource.stream("b", "two", true, 20), FakeSource.stream("c", "two", false, 30));
    cameras.with(FakeSource.stream("a", "one", true, 10));
    assertThat(ids(StreamFilter.ALL)).containsExactly("a", "b", "c");
    assertThat(live.byMediaSession("b").map(LiveStream::name)).contains("two");
    assertThat(live.byMediaSession("nobody")).isEmpty();
  }

  @Test
  void findsWhatHasEverythingThatIsNamed() {
    browsers.with(
        FakeSource.stream("a", "one", true, 10),
        FakeSource.stream("b", "one", false, 20),
        FakeSource.stream("c", "two", true, 30));
    assertThat(ids(StreamFilter.named("one"))).containsExactly("a", "b");
    assertThat(ids(new StreamFilter(Set.of(), "one", true, null))).containsExactly("a");
    assertThat(ids(new StreamFilter(Set.of("a", "c", "d"), null, null, null)))
        .containsExactly("a", "c");
    assertThat(ids(new StreamFilter(Set.of(), null, null, "playing"))).containsExactly("b");
    assertThat(ids(new StreamFilter(Set.of(), null, false, "PUBLISHING"))).isEmpty();
  }

  @Test
  void listsWhatTheServerPublishesItselfOnce() {
    publish("fetched", "RTMP");
    publish("cam", "WebRTC");
    browsers.with(FakeSource.stream("browser", "cam", true, 10));
    LiveStream own = live.find(StreamFilter.named("fetched")).getFirst();
    assertThat(own.mediaSessionId()).isEqualTo("id-fetched");
    assertThat(own.way().mediaProvider()).isEqualTo("Flash");
    assertThat(own.state()).isEqualTo(LiveStream.State.PUBLISHING);
    assertThat(own.createdMillis()).isPositive();
    assertThat(ids(StreamFilter.ALL)).containsExactlyInAnyOrder("browser", "id-fetched");
  }

  @Test
  void asksEachSourceOnceHoweverManyStreamsThereAre() {
    for (int i = 0; i < 1_000; i++) {
      browsers.with(FakeSource.stream("id" + i, "name" + i, true, i));
      publish("name" + i, "WebRTC");
    }
    assertThat(live.all()).hasSize(1_000);
    assertThat(browsers.looks).isEqualTo(1);
    assertThat(cameras.looks).isEqualTo(1);
  }

  @Test
  void endsWhatIsMeantAndNothingElse() {
    browsers.with(
        FakeSource.stream("a", "one", true, 10), FakeSource.stream("b", "one", false, 20));
    cameras.with(FakeSource.stream("c", "two", false, 30));
    assertThat(live.terminate(StreamFilter.named("one"), EndReason.TERMINATED_BY_REST))
        .isEqualTo(2);
    assertThat(browsers.ended)
        .containsExactly("b: Stopped by rest /terminate", "a: Stopped by rest /terminate");
    assertThat(cameras.ended).isEmpty();
    assertThat(live.terminate(StreamFilter.named("one"), EndReason.TERMINATED_BY_REST)).isZero();
  }

  @Test
  void endsWhatTheServerPublishesItself() {
    publish("made", "Transcoder");
    publish("other", "Transcoder");
    assertThat(live.terminate(StreamFilter.named("made"), EndReason.TERMINATED_BY_REST))
        .isEqualTo(1);
    assertThat(stopped).containsExactly(EndReason.TERMINATED_BY_REST);
  }

  @Test
  void tellsEverybodyWhoListensToAStream() {
    MediaStream stream = publish("cam", "WebRTC");
    List<StreamEvent> heard = new ArrayList<>();
    stream.listen((source, event) -> heard.add(event));
    lane.drain();
    assertThat(live.event("cam", "{\"count\":1}")).isTrue();
    lane.drain();
    assertThat(heard).containsExactly(new StreamEvent.Data("{\"count\":1}"));
    assertThat(live.event("nobody", "{}")).isFalse();
  }

  @Test
  void tellsHowFastStreamsFlowWhoseProtocolOnlyCounts() {
    LiveStream stream = FakeSource.stream("a", "one", true, 10);
    browsers.with(FakeSource.after(stream, 1_000, 10, 5));
    live.tick(5 * SECOND);
    assertThat(rate()).isEqualTo(Numbers.Rate.NONE);
    browsers.streams.set(0, FakeSource.after(stream, 251_000, 300, 55));
    live.tick(7 * SECOND);
    assertThat(rate()).isEqualTo(new Numbers.Rate(1_000_000, 25));
    browsers.streams.set(0, FakeSource.after(stream, 251_000, 300, 55));
    live.tick(8 * SECOND);
    assertThat(rate()).isEqualTo(Numbers.Rate.NONE);
  }

  @Test
  void takesCountsThatBeginAnewForNoRate() {
    LiveStream stream = FakeSource.stream("a", "one", true, 10);
    browsers.with(FakeSource.after(stream, 100_000, 300, 55));
    live.tick(SECOND);
    browsers.streams.set(0, FakeSource.after(stream, 10, 1, 1));
    live.tick(2 * SECOND);
    assertThat(rate()).isEqualTo(Numbers.Rate.NONE);
    browsers.streams.set(0, FakeSource.after(stream, 1_010, 11, 11));
    live.tick(3 * SECOND);
    assertThat(rate()).isEqualTo(new Numbers.Rate(8_000, 10));
  }

  private Numbers.Rate rate() {
    return live.all().getFirst().numbers().video().rate();
  }

  private List<String> ids(StreamFilter filter) {
    return live.find(filter).stream().map(LiveStream::mediaSessionId).toList();
  }

  private MediaStream publish(String name, String protocol) {
    MediaStream stream =
        new MediaStream(
            name, new Publisher("s", "id-" + name, protocol), lane, List.of(), stopped::add);
    hub.publish(stream);
    lane.run(() -> stream.tell(new StreamEvent.Started()));
    return stream;
  }
}
