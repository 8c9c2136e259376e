package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/** Streams, their names and what is told of them. */
final class MediaStreamTest {
  private final ManualLane lane = new ManualLane();
  private final StreamHub hub = new StreamHub();
  private final List<EndReason> stops = new ArrayList<>();

  private MediaStream stream(String session) {
    Feed<RtpPacket> feed = new Feed<>(lane, wish -> {}, FeedLimits.uncached(4));
    Feed<Frame> frames = new Feed<>(lane, wish -> {}, FeedLimits.uncached(4));
    Track track = new Track(0, new Codec.Vp8(), feed, frames, new RetransmissionCache(16, 1));
    Publisher publisher = new Publisher(session, "m", "test");
    return new MediaStream("cam", publisher, lane, List.of(track), stops::add);
  }

  private List<StreamEvent> heardOf(MediaStream stream) {
    List<StreamEvent> heard = new ArrayList<>();
    stream.listen((of, event) -> heard.add(event));
    return heard;
  }

  @Test
  void eventsComeToEveryListenerInTheOrderTheyWereTold() {
    MediaStream stream = stream("a");
    List<StreamEvent> first = heardOf(stream);
    List<StreamEvent> second = heardOf(stream);
    stream.tell(new StreamEvent.Started());
    stream.tell(new StreamEvent.Resized(320, 240));
    stream.tell(new StreamEvent.Data("{}"));
    stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_USER));
    assertThat(first).isEmpty();
    lane.drain();
    assertThat(first)
        .containsExactly(
            new StreamEvent.Started(),
            new StreamEvent.Resized(320, 240),
            new StreamEvent.Data("{}"),
            new StreamEvent.Ended(EndReason.STOPPED_BY_USER));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void nothingFollowsTheEnd() {
    MediaStream stream = stream("a");
    List<StreamEvent> heard = heardOf(stream);
    stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_USER));
    stream.tell(new StreamEvent.Data("{}"));
    stream.tell(new StreamEvent.Ended(EndReason.FAILED));
    lane.drain();
    assertThat(heard).containsExactly(new StreamEvent.Ended(EndReason.STOPPED_BY_USER));
  }

  @Test
  void whoListensAfterTheEndHearsOfItAtOnce() {
    MediaStream stream = stream("a");
    stream.tell(new StreamEvent.Ended(EndReason.ICE_TIMEOUT));
    List<StreamEvent> late = heardOf(stream);
    lane.drain();
    assertThat(late).containsExactly(new StreamEvent.Ended(EndReason.ICE_TIMEOUT));
  }

  @Test
  void whoStopsListeningHearsNothingMore() {
    MediaStream stream = stream("a");
    List<StreamEvent> heard = new ArrayList<>();
    StreamListener listener = (of, event) -> heard.add(event);
    stream.listen(listener);
    stream.tell(new StreamEvent.Started());
    stream.unlisten(listener);
    stream.tell(new StreamEvent.Data("{}"));
    lane.drain();
    assertThat(heard).containsExactly(new StreamEvent.Started());
  }

  @Test
  void aListenerMayLeaveFromWithinAnEvent() {
    MediaStream stream = stream("a");
    List<StreamEvent> heard = new ArrayList<>();
    StreamListener[] self = new StreamListener[1];
    self[0] =
        (of, event) -> {
          heard.add(event);
          of.unlisten(self[0]);
        };
    stream.listen(self[0]);
    List<StreamEvent> other = heardOf(stream);
    lane.drain();
    stream.tell(new StreamEvent.Started());
    lane.drain();
    stream.tell(new StreamEvent.Data("{}"));
    lane.drain();
    assertThat(heard).hasSize(1);
    assertThat(other).hasSize(2);
  }

  @Test
  void itIsLiveFromTheStartToTheEnd() {
    MediaStream stream = stream("a");
    assertThat(stream.live()).isFalse();
    stream.tell(new StreamEvent.Started());
    lane.drain();
    assertThat(stream.live()).isTrue();
    stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_USER));
    lane.drain();
    assertThat(stream.live()).isFalse();
  }

  @Test
  void eachKindOfMediaIsMutedOnItsOwn() {
    MediaStream stream = stream("a");
    stream.tell(new StreamEvent.Muted(Codec.Kind.AUDIO, true));
    lane.drain();
    assertThat(stream.muted(Codec.Kind.AUDIO)).isTrue();
    assertThat(stream.muted(Codec.Kind.VIDEO)).isFalse();
    stream.tell(new StreamEvent.Muted(Codec.Kind.VIDEO, true));
    stream.tell(new StreamEvent.Muted(Codec.Kind.AUDIO, false));
    lane.drain();
    assertThat(stream.muted(Codec.Kind.AUDIO)).isFalse();
    assertThat(stream.muted(Codec.Kind.VIDEO)).isTrue();
  }

  @Test
  void viewersAreCountedInAndOut() {
    MediaStream stream = stream("a");
    stream.attach();
    stream.attach();
    stream.detach();
    assertThat(stream.viewers()).isEqualTo(1);
    stream.detach();
    assertThat(stream.viewers()).isZero();
  }

  @Test
  void theFeedsEndWithTheStream() {
    MediaStream stream = stream("a");
    Ends reader = new Ends(lane);
    stream.tracks().getFirst().packets().subscribe(reader);
    hub.publish(stream);
    hub.unpublish(stream, EndReason.RTP_ACTIVITY);
    hub.unpublish(stream, EndReason.FAILED);
    lane.drain();
    assertThat(reader.reasons).containsExactly(EndReason.RTP_ACTIVITY);
    assertThat(stream.tracks().getFirst().packets().readers()).isZero();
    assertThat(hub.find("cam")).isEmpty();
  }

  @Test
  void aNameBelongsToTheSessionThatTookIt() {
    MediaStream first = stream("a");
    assertThat(hub.publish(first)).isTrue();
    assertThat(hub.publish(stream("b"))).isFalse();
    assertThat(hub.find("cam")).containsSame(first);
    assertThat(stops).isEmpty();
  }

  @Test
  void theSameSessionTakesItsNameOverAndTheOldStreamIsAskedToStop() {
    MediaStream first = stream("a");
    MediaStream second = stream("a");
    hub.publish(first);
    List<StreamEvent> heard = heardOf(first);
    assertThat(hub.publish(second)).isTrue();
    assertThat(stops).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
    hub.unpublish(first, EndReason.STOPPED_BY_PUBLISHER);
    lane.drain();
    assertThat(heard).containsExactly(new StreamEvent.Ended(EndReason.STOPPED_BY_PUBLISHER));
    assertThat(hub.find("cam")).containsSame(second);
    assertThat(hub.streams()).containsExactly(second);
  }

  private record Ends(Lane lane, List<EndReason> reasons) implements Sink<RtpPacket> {
    Ends(Lane lane) {
      this(lane, new ArrayList<>());
    }

    @Override
    public void accept(RtpPacket unit) {}

    @Override
    public void ended(EndReason reason) {
      reasons.add(reason);
    }
  }
}
