package org.wcs.bench.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.bench.DelaySamples;
import org.wcs.bench.PlayerLoad;

class HlsArithmeticTest {

  private static final DelaySamples.Summary DELAYS = new DelaySamples.Summary(10, 1.5, 9.25, 20);
  private static final HlsFigures FIGURES =
      new HlsFigures(
          HlsOptions.Format.LL,
          500,
          10_000_000_000L,
          5_000_000_000L,
          1_000_000,
          new Tally.Totals(20_000, 1_250_000, 0, 0, DELAYS, DELAYS, DELAYS));

  @Test
  void readsTheCommandLine() {
    HlsOptions options =
        HlsOptions.parse("--players", "7", "--format", "ll", "--json", "-Dhls_list_size=4");
    assertThat(options.load()).isEqualTo(new PlayerLoad(7, 1_000_000, 20, 10));
    assertThat(options.formats()).containsExactly(HlsOptions.Format.LL);
    assertThat(options.json()).isTrue();
    assertThat(options.serverOptions()).containsExactly("-Dhls_list_size=4");
    assertThat(HlsOptions.parse().formats()).containsExactly(HlsOptions.Format.values());
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> HlsOptions.parse("--format", "dash"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HlsOptions.parse("--players", "0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HlsOptions.parse("--viewers", "5"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sharesTheCostAmongTheRequests() {
    assertThat(FIGURES.cpuPercent()).isCloseTo(50, within(0.001));
    assertThat(FIGURES.requestsPerSecond()).isCloseTo(2_000, within(0.001));
    assertThat(FIGURES.microsPerRequest()).isCloseTo(250, within(0.001));
    assertThat(FIGURES.megabitsPerSecond()).isCloseTo(1, within(0.001));
    assertThat(FIGURES.deliveredPercent()).isCloseTo(125, within(0.001));
  }

  @Test
  void printsATableAndJson() {
    assertThat(HlsReport.table(List.of(FIGURES))).contains("LL-HLS", "500", "2000", "1.5, 9.3");
    assertThat(HlsReport.json(List.of(FIGURES)))
        .contains("\"requestsPerSecond\": 2000.0", "\"segmentP99Millis\": 9.25");
  }

  @Test
  void measuresHeldPlaylistsFromTheFirstWhoGotThem() {
    Tally tally = new Tally();
    tally.heldPlaylist("video 1");
    tally.heldPlaylist("video 1");
    tally.heldPlaylist("video 2");
    DelaySamples.Summary playlists = tally.totals().playlists();
    assertThat(playlists.samples()).isEqualTo(3);
    assertThat(playlists.p50Millis()).isZero();
  }

  @Test
  void tellsTheAgeOfTheNewestPicture() {
    Tally tally = new Tally();
    byte[] nothing = new byte[100];
    tally.media(new Answer(200, false, nothing.length, nothing, 3_000_000));
    assertThat(tally.totals().ages().samples()).isZero();
    byte[] stamped = new byte[100];
    long now = System.nanoTime();
    ByteBuffer.wrap(stamped)
        .putLong(5, 0x5743535F52544D50L)
        .putLong(13, now - 9_000_000_000L)
        .putLong(50, 0x5743535F52544D50L)
        .putLong(58, now - 5_000_000);
    tally.media(new Answer(200, false, stamped.length, stamped, 3_000_000));
    assertThat(tally.totals().ages().p50Millis()).isBetween(5.0, 1_000.0);
    assertThat(tally.totals().media().p50Millis()).isEqualTo(3.0);
  }
}
