package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wcs.codec.TestMedia.CODECS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Sound stays where its pts says, through resampling, frame sizes, gaps and jitter. */
class PtsTest {
  private static final Codec.Opus OPUS = new Codec.Opus(false, false);
  private static final Codec.Aac AAC = new Codec.Aac(2, 44_100, 1);
  private static final AudioSettings CHEAP = new AudioSettings(0, 0, false);

  /** Two encoders and two decoders in a row: Opus, AAC at 44.1 kHz, Opus. */
  private static final class Chain implements AutoCloseable {
    private final AudioEncoder aac = encoder(AAC);
    private final AudioDecoder ofAac = decoder(AAC);
    private final AudioEncoder opus = encoder(OPUS);
    private final AudioDecoder ofOpus = decoder(OPUS);
    private final List<Samples> heard = new ArrayList<>();
    private int frames;

    void hear(Samples samples) {
      encode(aac, samples, frame -> decode(ofAac, frame, this::back));
    }

    private void back(Samples samples) {
      frames++;
      encode(opus, samples, frame -> decode(ofOpus, frame, heard::add));
    }

    @Override
    public void close() {
      aac.close();
      ofAac.close();
      opus.close();
      ofOpus.close();
    }
  }

  @Test
  void doesNotDriftInTenMinutes() throws Exception {
    long start = 48_000L * 3_600 * 24 * 30;
    List<Long> clicked = new ArrayList<>();
    List<Double> clicksHeard = new ArrayList<>();
    try (Chain chain = new Chain();
        AudioEncoder source = encoder(OPUS);
        AudioDecoder ofSource = decoder(OPUS)) {
      for (int i = 0; i < 30_000; i++) {
        long pts = start + i * 960L;
        boolean click = i % 1_500 == 750;
        Samples block =
            click
                ? TestMedia.tone(pts, 48_000, 1, 960, 1_000)
                : new Samples(pts, 48_000, 1, new short[960]);
        if (click) {
          clicked.add(pts);
        }
        encode(source, block, frame -> decode(ofSource, frame, chain::hear));
        chain.heard.forEach(samples -> clicks(samples, clicksHeard));
        chain.heard.clear();
      }
      assertThat(chain.frames).isBetween(600 * 44_100 / 1_024 - 5, 600 * 44_100 / 1_024 + 5);
    }
    assertThat(clicked).hasSize(20);
    List<Double> onsets = onsets(clicksHeard);
    assertThat(onsets).hasSize(20);
    for (int i = 0; i < 20; i++) {
      double expected = clicked.get(i) / 48_000.0;
      assertThat(onsets.get(i)).as("click %s", i).isCloseTo(expected, within(0.005));
    }
  }

  /** The times, in seconds, of all loud samples. */
  private static void clicks(Samples samples, List<Double> times) {
    short[] values = samples.interleaved();
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > 5_000) {
        times.add((double) (samples.pts() + i) / samples.rate());
      }
    }
  }

  private static List<Double> onsets(List<Double> times) {
    List<Double> onsets = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (double time : times) {
      if (time - last > 1) {
        onsets.add(time);
      }
      last = time;
    }
    return onsets;
  }

  @Test
  void jitterOfTimestampsDoesNotReachTheFrames() throws Exception {
    List<Frame> frames = new ArrayList<>();
    java.util.Random random = new java.util.Random(3);
    try (AudioEncoder encoder = encoder(OPUS)) {
      for (int i = 0; i < 500; i++) {
        // 44.1 kHz in milliseconds, as RTMP has it, taken up to 9 ms late
        long milliseconds = i * 1_024L * 1_000 / 44_100 + random.nextInt(9);
        long pts = milliseconds * 44_100 / 1_000;
        encode(encoder, new Samples(pts, 44_100, 2, new short[2_048]), frames::add);
      }
    }
    assertContinuous(frames, 960);
    long length = 500L * 1_024 * 48_000 / 44_100;
    assertThat((long) frames.size() * 960).isBetween(length - 2 * 960, length);
  }

  @Test
  void silenceFillsAGap() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(new Codec.Pcmu())) {
      for (int i = 0; i < 100; i++) {
        if (i < 40 || i >= 70) {
          encode(encoder, TestMedia.tone(i * 160L, 8_000, 1, 160, 500), frames::add);
        }
      }
    }
    assertThat(frames).hasSize(100);
    assertContinuous(frames, 160);
    for (int i = 0; i < 100; i++) {
      double loud = TestMedia.loudness(pcmu(frames.get(i)), 1);
      if (i < 40 || i >= 70) {
        assertThat(loud).as("frame %s", i).isGreaterThan(8_000);
      } else {
        assertThat(loud).as("frame %s", i).isLessThan(100);
      }
    }
  }

  @Test
  void oneLostFrameIsMadeUpForBeforeAnotherTenthOfASecond() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(new Codec.Pcmu())) {
      for (int i = 0; i < 50; i++) {
        if (i != 20) {
          encode(encoder, TestMedia.tone(i * 160L, 8_000, 1, 160, 500), frames::add);
        }
      }
    }
    assertContinuous(frames, 160);
    assertThat(frames).hasSize(50);
    assertThat(TestMedia.loudness(pcmu(frames.get(49)), 1)).isGreaterThan(8_000);
  }

  @Test
  void samplesThatOverlapAreLeftOut() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(new Codec.Pcmu())) {
      for (int i = 0; i < 100; i++) {
        long pts = i < 50 ? i * 160L : (i - 10) * 160L;
        encode(encoder, TestMedia.tone(pts, 8_000, 1, 160, 500), frames::add);
      }
    }
    assertContinuous(frames, 160);
    assertThat(frames).hasSize(90);
  }

  @Test
  void aJumpBeginsAnew() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(OPUS)) {
      for (int i = 0; i < 20; i++) {
        encode(encoder, TestMedia.tone(i * 960L, 48_000, 1, 960, 500), frames::add);
      }
      for (int i = 0; i < 20; i++) {
        long pts = 48_000 * 1_000L + i * 960L;
        encode(encoder, TestMedia.tone(pts, 48_000, 1, 960, 500), frames::add);
      }
      for (int i = 0; i < 20; i++) {
        encode(encoder, TestMedia.tone(i * 960L, 48_000, 1, 960, 500), frames::add);
      }
    }
    assertThat(frames).hasSizeBetween(60, 63);
    List<Frame> far = frames.stream().filter(frame -> frame.pts() > 1_000_000).toList();
    int first = frames.indexOf(far.getFirst());
    assertThat(frames.indexOf(far.getLast())).isEqualTo(first + far.size() - 1);
    assertContinuous(frames.subList(0, first), 960);
    assertContinuous(far, 960);
    assertContinuous(frames.subList(first + far.size(), frames.size()), 960);
    assertThat(far.getFirst().pts()).isCloseTo(48_000_000L, within(960L));
    assertThat(frames.get(first + far.size()).pts()).isCloseTo(0L, within(960L));
  }

  @Test
  void goesOnWhenRateAndChannelsChange() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(OPUS)) {
      for (int i = 0; i < 50; i++) {
        encode(encoder, TestMedia.tone(i * 882L, 44_100, 2, 882, 500), frames::add);
      }
      for (int i = 50; i < 100; i++) {
        encode(encoder, TestMedia.tone(i * 160L, 8_000, 1, 160, 500), frames::add);
      }
      encoder.flush(frames::add);
    }
    assertContinuous(frames, 960);
    assertThat((long) frames.size() * 960).isBetween(2 * 48_000L, 2 * 48_000L + 3 * 960);
  }

  @Test
  void beginsAnewAfterAFlush() throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = encoder(AAC)) {
      for (int i = 0; i < 10; i++) {
        encode(encoder, TestMedia.tone(i * 1_024L, 44_100, 1, 1_024, 500), frames::add);
      }
      encoder.flush(frames::add);
      int before = frames.size();
      assertThat(before).isBetween(10, 12);
      encode(encoder, TestMedia.tone(1_000_000, 44_100, 1, 4_096, 500), frames::add);
      assertThat(frames.get(before).pts()).isBetween(1_000_000L - 2_048, 1_000_000L);
    }
  }

  private static void assertContinuous(List<Frame> frames, int ticks) {
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).pts()).isEqualTo(frames.get(i - 1).pts() + ticks);
    }
  }

  private static short[] pcmu(Frame frame) {
    List<Samples> samples = new ArrayList<>();
    try (AudioDecoder decoder = decoder(new Codec.Pcmu())) {
      decode(decoder, frame, samples::add);
    }
    return samples.getFirst().interleaved();
  }

  private static AudioEncoder encoder(Codec.Audio codec) {
    try {
      return CODECS.audioEncoder(codec, CHEAP);
    } catch (CodecException e) {
      throw new AssertionError(e);
    }
  }

  private static AudioDecoder decoder(Codec.Audio codec) {
    try {
      return CODECS.audioDecoder(codec);
    } catch (CodecException e) {
      throw new AssertionError(e);
    }
  }

  private static void encode(
      AudioEncoder encoder, Samples samples, java.util.function.Consumer<Frame> out) {
    try {
      encoder.encode(samples, out);
    } catch (CodecException e) {
      throw new AssertionError(e);
    }
  }

  private static void decode(
      AudioDecoder decoder, Frame frame, java.util.function.Consumer<Samples> out) {
    try {
      decoder.decode(frame, out);
    } catch (CodecException e) {
      throw new AssertionError(e);
    }
  }
}
