package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;
import static org.wcs.rtsp.ingest.Stage.SECOND;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

/** Names that recording clients hold, lose, and take over. */
final class PublicationsTest {
  private static final long GAP = Stage.CONFIG.gap().toNanos();

  private final StreamHub hub = new StreamHub();
  private final Publications publications = new Publications(hub, Stage.CONFIG);
  private final ManualLane lane = new ManualLane();
  private final ManualLane other = new ManualLane();

  /** A connection that records. */
  private final class Client implements Publications.Listener {
    final Lane at;
    final List<String> ended = new ArrayList<>();
    final List<MediaStream> published = new ArrayList<>();
    final RtpSource audio = new RtpSource(0x5, 0);
    int reports;
    Recording recording;

    Client(ManualLane at) {
      this.at = at;
    }

    /** Asks for the name. */
    boolean claim(String host, String secret) {
      ((ManualLane) at)
          .run(
              () ->
                  recording =
                      publications.claim(
                          new Publications.Request(
                              "cam",
                              new Publications.Identity(host, secret),
                              new Publisher("s" + hashCode(), "m", "RTSP"),
                              at,
                              this)));
      if (recording == null) {
        return false;
      }
      onLane(() -> recording.plan(Stage.planOf(Stage.sdp(true))));
      return true;
    }

    void sound() {
      byte[] packet = audio.packet(false, new byte[160]);
      audio.timestamp += 160;
      onLane(
          () -> {
            recording.rtp(1, packet, 0, packet.length);
            Arrays.fill(packet, (byte) 7); // lent
          });
    }

    void onLane(Runnable task) {
      ((ManualLane) at).run(task);
      lane.drain();
      other.drain();
      lane.drain();
    }

    @Override
    public void published(MediaStream stream) {
      assertThat(at.isCurrent()).isTrue();
      published.add(stream);
    }

    @Override
    public void rtcp(int media, byte[] buffer, int offset, int length) {
      assertThat(at.isCurrent()).isTrue();
      assertThat(media).isEqualTo(1);
      reports++;
    }

    @Override
    public void ended(EndReason reason, String why) {
      assertThat(at.isCurrent()).isTrue();
      ended.add(reason.name());
    }
  }

  private void pass(long nanos) {
    for (long left = nanos; left > 0; left -= 100 * MILLI) {
      lane.advance(100 * MILLI);
      other.advance(100 * MILLI);
    }
    lane.drain();
    other.drain();
  }

  private Client recording(ManualLane at) {
    Client client = new Client(at);
    assertThat(client.claim("10.0.0.1", "secret")).isTrue();
    client.sound();
    assertThat(client.published).hasSize(1);
    return client;
  }

  @Test
  void aNameIsHeldUntilItsPublisherIsDone() {
    Client client = recording(lane);
    assertThat(publications.size()).isEqualTo(1);
    assertThat(new Client(other).claim("10.0.0.2", "secret")).isFalse();
    assertThat(new Client(other).claim("10.0.0.1", "another")).isFalse();
    client.onLane(() -> client.recording.finished(EndReason.STOPPED_BY_PUBLISHER));
    assertThat(hub.find("cam")).isEmpty();
    assertThat(client.ended).isEmpty();
    assertThat(publications.size()).isZero();
    assertThat(new Client(other).claim("10.0.0.2", "secret")).isTrue();
  }

  @Test
  void aNameOfTheHubIsNotGiven() {
    hub.publish(new MediaStream("cam", new Publisher("x", "", ""), lane, List.of(), why -> {}));
    assertThat(new Client(lane).claim("10.0.0.1", "")).isFalse();
  }

  @Test
  void aPublisherThatComesBackWithinTheGapFindsItsStream() {
    Client first = recording(lane);
    MediaStream stream = first.published.get(0);
    first.onLane(() -> first.recording.lost());
    pass(GAP / 2);
    Client second = new Client(other);
    assertThat(second.claim("10.0.0.1", "secret")).isTrue();
    second.sound();
    second.sound();
    pass(2 * GAP);
    assertThat(hub.find("cam")).containsSame(stream);
    assertThat(second.recording.snapshot().packets()).isEqualTo(3);
    assertThat(second.reports).isPositive();
    Stage.Ear<RtpPacket> ear = new Stage.Ear<>(lane);
    stream.track(Codec.Kind.AUDIO).orElseThrow().packets().subscribe(ear);
    lane.drain();
    RtpPacket last = ear.units.getLast();
    assertThat(last.wire()[last.payloadOffset()]).as("the bytes were kept").isZero();
  }

  @Test
  void aPublisherThatDoesNotComeBackLosesItsName() {
    Client first = recording(lane);
    first.onLane(() -> first.recording.lost());
    pass(GAP + SECOND);
    assertThat(hub.find("cam")).isEmpty();
    assertThat(publications.size()).isZero();
    assertThat(first.ended).isEmpty(); // it is gone
  }

  @Test
  void aPublisherLostBeforeItsFirstMediaLeavesNothing() {
    Client client = new Client(lane);
    client.claim("10.0.0.1", "");
    client.onLane(() -> client.recording.lost());
    assertThat(publications.size()).isZero();
  }

  @Test
  void theSamePublisherTakesOverAndTheConnectionBeforeIsDone() {
    Client first = recording(lane);
    Client second = new Client(other);
    assertThat(second.claim("10.0.0.1", "secret")).isTrue();
    lane.drain();
    assertThat(first.ended).containsExactly("STOPPED_BY_PUBLISHER");
    first.sound(); // has no effect any more
    first.onLane(() -> first.recording.finished(EndReason.STOPPED_BY_PUBLISHER));
    first.onLane(() -> first.recording.lost());
    second.sound();
    pass(GAP + SECOND);
    assertThat(hub.find("cam")).containsSame(first.published.get(0));
    assertThat(second.recording.snapshot().packets()).isEqualTo(2);
  }

  @Test
  void silenceIsTheEnd() {
    Client client = recording(lane);
    pass(Stage.CONFIG.mediaTimeout().toNanos() + SECOND);
    assertThat(client.ended).containsExactly("RTP_ACTIVITY");
    assertThat(publications.size()).isZero();
    assertThat(lane.timers()).isZero();
    assertThat(new Client(other).claim("10.0.0.9", "")).isTrue();
  }

  @Test
  void whoStopsTheStreamEndsTheRecording() {
    Client client = recording(other);
    client.published.get(0).stop(EndReason.TERMINATED_BY_REST);
    other.drain();
    assertThat(client.ended).containsExactly("TERMINATED_BY_REST");
    assertThat(hub.find("cam")).isEmpty();
  }
}
