package org.wcs.ejb.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.Feed;
import org.wcs.stream.FeedLimits;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.webrtc.PeerSnapshot;

final class NumbersTest {

  private final ManualLane lane = new ManualLane();
  private final Track video = track(0, new Codec.H264(0x42e01f, 1));
  private final Track audio = track(1, new Codec.Aac(2, 48_000, 2));

  @Test
  void countsWhatAPublisherBrings() {
    publish(video, true, 0, 1_000);
    publish(video, false, 3_600, 200);
    publish(video, false, 7_200, 200);
    publish(audio, true, 0, 50);
    Numbers numbers = Numbers.published(List.of(video, audio));
    assertThat(numbers.video().payloadType()).isEqualTo(119);
    assertThat(numbers.video().bytes()).isEqualTo(1_400);
    assertThat(numbers.video().pictures()).isEqualTo(new Numbers.Pictures(1, 2, 0, 0));
    assertThat(numbers.video().syncMillis()).isEqualTo(80);
    assertThat(numbers.audio().payloadType()).isEqualTo(111);
    assertThat(numbers.audio().pictures()).isEqualTo(Numbers.Pictures.NONE);
    assertThat(numbers.bytes()).isEqualTo(1_450);
  }

  @Test
  void tellsTheTimeOfDayOfTheNewestUnitOnceTheSendersClockIsKnown() {
    publish(video, true, 90_000, 10);
    video.clock(new Track.ClockReading(System.nanoTime(), 0));
    long expected = System.currentTimeMillis() + 1_000;
    assertThat(Numbers.published(List.of(video)).video().syncMillis())
        .isBetween(expected - 500, expected + 500);
  }

  @Test
  void countsWhatFlowsToAPlayer() {
    publish(video, true, 0, 1_000);
    Numbers numbers =
        Numbers.sent(
            List.of(
                new TrackTraffic(video, 10, 5_000, 3, 2, 40),
                TrackTraffic.sent(audio, 20, 800, 1)));
    assertThat(numbers.video().packets()).isEqualTo(10);
    assertThat(numbers.video().loss().lost()).isEqualTo(2);
    assertThat(numbers.audio().bytes()).isEqualTo(800);
    assertThat(numbers.roundTripMillis()).isEqualTo(40);
    assertThat(numbers.skipped()).isEqualTo(4);
  }

  @Test
  void leavesOutWhatIsNotThere() {
    assertThat(Numbers.published(List.of(audio)).video()).isEqualTo(Numbers.Flow.NONE);
    assertThat(Numbers.sent(List.of())).isEqualTo(Numbers.NONE);
    PeerSnapshot.Media media = new PeerSnapshot.Media(8_000, 25, 10, 1_000, 1, 2, 3, 4);
    PeerSnapshot peer = new PeerSnapshot(true, "", false, media, media, 30, 5);
    Numbers numbers = Numbers.of(peer, List.of(video));
    assertThat(numbers.audio()).isEqualTo(Numbers.Flow.NONE);
    assertThat(numbers.video().rate()).isEqualTo(new Numbers.Rate(8_000, 25));
    assertThat(numbers.video().loss()).isEqualTo(new Numbers.Loss(1, 2, 3, 4));
    assertThat(numbers.bitsPerSecond()).isEqualTo(8_000);
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 1, 102",
    "48000, 2, 111",
    "44100, 2, 112",
    "16000, 1, 107",
    "8000, 1, 110",
    "8000, 2, 119",
    "96000, 2, 111"
  })
  void numbersAacByRateAndChannels(int rate, int channels, int expected) {
    Codec.Aac codec = new Codec.Aac(2, rate, channels);
    assertThat(CodecNames.number(codec)).isEqualTo(expected);
    assertThat(CodecNames.name(codec)).isEqualTo("mpeg4-generic/" + rate + "/" + channels);
  }

  private void publish(Track track, boolean key, long pts, int octets) {
    lane.run(() -> track.publish(new Frame(pts, pts, key, new byte[octets])));
  }

  private Track track(int id, Codec codec) {
    FeedLimits limits = FeedLimits.uncached(8);
    return new Track(
        id,
        codec,
        new Feed<>(lane, wish -> {}, limits),
        new Feed<>(lane, wish -> {}, limits),
        new RetransmissionCache(8, 1_000_000_000L));
  }
}
