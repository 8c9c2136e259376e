package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyFrameRequesterTest {
  private static final long SECOND = 1_000_000_000L;
  private final KeyFrameRequester requester = new KeyFrameRequester(SECOND);

  @Test
  void nothingIsDueUntilSomebodyAsks() {
    assertThat(requester.due(0)).isFalse();
    requester.request(0);
    assertThat(requester.due(0)).isTrue();
    assertThat(requester.count()).isZero();
  }

  @Test
  void manyWishesAreOneRequestRepeatedByTheInterval() {
    int sent = 0;
    for (int tick = 0; tick < 50; tick++) {
      long now = tick * SECOND / 10;
      requester.request(now);
      if (requester.due(now)) {
        requester.sent(now);
        sent++;
      }
    }
    assertThat(sent).isEqualTo(5);
    assertThat(requester.count()).isEqualTo(5);
  }

  @Test
  void aKeyFrameEndsTheRepetition() {
    requester.request(0);
    requester.sent(0);
    assertThat(requester.due(SECOND)).isTrue();
    requester.onKeyFrame(SECOND);
    assertThat(requester.due(9 * SECOND)).isFalse();
  }

  @Test
  void aWishRightAfterARequestWaitsForTheInterval() {
    requester.request(0);
    requester.sent(0);
    requester.onKeyFrame(SECOND / 10);
    requester.request(SECOND / 5);
    assertThat(requester.due(SECOND / 5)).isFalse();
    assertThat(requester.due(SECOND)).isTrue();
  }

  @Test
  void aSourceThatDoesNotReactIsLeftAloneUntilSomebodyAsksAgain() {
    requester.request(0);
    assertThat(requester.due(10 * SECOND)).isTrue();
    assertThat(requester.due(10 * SECOND + 1)).isFalse();
    assertThat(requester.due(0)).isFalse();
    requester.request(11 * SECOND);
    assertThat(requester.due(11 * SECOND)).isTrue();
  }
}
