package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lane time may begin anywhere, below zero as well. */
class TimeOriginTest {
  private static final long MILLI = 1_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {-9_000_000_000_000_000L, -MILLI, 0, 9_000_000_000_000_000L})
  void everyFeatureWorksFromAnyOriginOfTime(long origin) {
    TransportFeedbackGenerator feedback = new TransportFeedbackGenerator();
    feedback.onPacket(1, origin);
    assertThat(feedback.due(origin + 100 * MILLI)).isTrue();
    assertThat(feedback.write(new byte[100], 0, 1, 2, origin)).isPositive();

    NackGenerator nack = new NackGenerator(2);
    nack.onPacket(1, origin);
    nack.onPacket(3, origin);
    assertThat(nack.due(origin)).isTrue();
    assertThat(nack.take(origin, new int[4])).isEqualTo(1);
    assertThat(nack.due(origin)).isFalse();
    assertThat(nack.due(origin + 200 * MILLI)).isTrue();

    KeyFrameRequester keyFrames = new KeyFrameRequester(100 * MILLI);
    keyFrames.request(origin);
    assertThat(keyFrames.due(origin)).isTrue();
    keyFrames.sent(origin);
    assertThat(keyFrames.due(origin + MILLI)).isFalse();

    RateMeter rate = new RateMeter();
    for (int i = 0; i < 20; i++) {
      rate.add(1_000, true, origin + i * 100 * MILLI);
    }
    assertThat(rate.bitsPerSecond(origin + 1_950 * MILLI)).isEqualTo(80_000);
    assertThat(rate.framesPerSecond(origin + 1_950 * MILLI)).isEqualTo(10);
  }
}
