package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wcs.codec.CodecException;
import org.wcs.codec.Samples;
import org.wcs.unit.Codec;
import org.wcs.unit.CodecFit;
import org.wcs.unit.Frame;

/** Sound through the real codecs. */
final class SoundTest {

  private static final double TONE_HERTZ = 440;
  private static final Codec.Audio AAC = new Codec.Aac(2, 44_100, 2);
  private static final Codec.Audio OPUS = new Codec.Opus(true, false);

  static List<List<Codec.Audio>> pairs() {
    List<Codec.Audio> sources =
        List.of(
            AAC,
            OPUS,
            new Codec.Pcmu(),
            new Codec.Pcma(),
            new Codec.G722(),
            new Codec.Speex(16_000));
    List<Codec.Audio> targets =
        List.of(
            new Codec.Aac(2, 48_000, 2),
            OPUS,
            new Codec.Pcmu(),
            new Codec.Pcma(),
            new Codec.G722(),
            new Codec.Speex(16_000));
    List<List<Codec.Audio>> pairs = new ArrayList<>();
    for (Codec.Audio source : sources) {
      for (Codec.Audio target : targets) {
        if (CodecFit.of(source, target) == 0) {
          pairs.add(List.of(source, target));
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aToneKeepsItsPitchAndItsTime(List<Codec.Audio> pair) throws CodecException {
    Codec.Audio source = pair.getFirst();
    Codec.Audio target = pair.getLast();
    List<Frame> made = RealBench.transcoded(RealBench.encoded(tone(2), source), source, target);
    Codec.Audio output = sameButChannels(target, source);
    assertThat(hertz(RealBench.decoded(made, output))).isCloseTo(TONE_HERTZ, within(3.0));
    double seconds = (double) (made.getLast().pts() - made.getFirst().pts()) / target.clockRate();
    assertThat(seconds).isBetween(1.75, 2.1);
    assertThat(made).allMatch(Frame::key);
  }

  @Test
  void mp3IsMadeIntoWhatOthersTake() throws Exception {
    Recording recording = Recording.ofSound("/capture/flv/ffmpeg80-av1-mp3.flv");
    assertThat(recording.codec()).isInstanceOf(Codec.Mp3.class);
    for (Codec.Audio target : List.of(new Codec.Pcma(), new Codec.Aac(2, 48_000, 1))) {
      List<Frame> made = RealBench.transcoded(recording.frames(), recording.codec(), target);
      assertThat(hertz(RealBench.decoded(made, target))).isCloseTo(TONE_HERTZ, within(8.0));
    }
  }

  @Test
  void aToneSurvivesAChainOfTranscoders() throws CodecException {
    List<Frame> aac = RealBench.encoded(tone(3), AAC);
    List<Frame> opus = RealBench.transcoded(aac, AAC, OPUS);
    List<Frame> again = RealBench.transcoded(opus, OPUS, AAC);
    assertThat(hertz(RealBench.decoded(again, AAC))).isCloseTo(TONE_HERTZ, within(2.0));
  }

  /** Clicks at known times, for ten minutes; sender timestamps are whole milliseconds. */
  @Test
  void soundDoesNotDriftInTenMinutes() throws CodecException {
    int period = 43; // frames of AAC from click to click
    Codec.Audio mono = new Codec.Aac(2, 44_100, 1);
    List<Frame> loop =
        RealBench.encoded(clicks(period * 1_024, 4), mono).subList(period, 2 * period);
    Codec.Audio pcma = new Codec.Pcma();
    RealBench bench = new RealBench(mono);
    Bench.Viewer viewer = bench.watch(org.wcs.stream.Wish.of(pcma));
    int loops = 600 * 44_100 / (period * 1_024);
    for (int i = 0; i < loops * period; i++) {
      long millis = Math.round(i * 1_024 * 1_000.0 / 44_100);
      long pts = millis * 44_100 / 1_000;
      bench.publish(new Frame(pts, pts, true, loop.get(i % period).payload()));
    }
    bench.close();
    List<Double> times =
        clickTimes(RealBench.decoded(viewer.frames, pcma), period * 1_024 / 44_100.0);
    double first = times.get(1);
    double last = times.getLast();
    double expected = (times.size() - 2) * period * 1_024 / 44_100.0;
    assertThat(times.size()).isBetween(loops - 2, loops + 1);
    assertThat(last - first).isCloseTo(expected, within(0.020));
    assertThat(viewer.frames.getLast().pts() - viewer.frames.getFirst().pts())
        .isCloseTo(loops * period * 1_024L * 8_000 / 44_100, within(1_000L));
  }

  private static Codec.Audio sameButChannels(Codec.Audio target, Codec source) {
    boolean mono =
        source instanceof Codec.Pcmu
            || source instanceof Codec.Pcma
            || source instanceof Codec.G722
            || source instanceof Codec.Speex;
    return mono && target instanceof Codec.Aac aac ? new Codec.Aac(2, aac.sampleRate(), 1) : target;
  }

  private static Samples tone(int seconds) {
    short[] samples = new short[48_000 * 2 * seconds];
    for (int i = 0; i < samples.length / 2; i++) {
      short value = (short) (8_000 * Math.sin(2 * Math.PI * TONE_HERTZ * i / 48_000));
      samples[2 * i] = value;
      samples[2 * i + 1] = value;
    }
    return new Samples(0, 48_000, 2, samples);
  }

  private static Samples clicks(int period, int count) {
    short[] samples = new short[period * count];
    for (int i = 0; i < samples.length; i++) {
      int since = (i + period / 2) % period;
      samples[i] =
          since < 441 ? (short) (20_000 * Math.sin(2 * Math.PI * 1_000 * since / 44_100)) : 0;
    }
    return new Samples(0, 44_100, 1, samples);
  }

  /** From zero crossings of the left channel, without the beginning. */
  private static double hertz(List<Samples> all) {
    int crossings = 0;
    long first = -1;
    long last = -1;
    long at = 0;
    short before = 0;
    int rate = all.getFirst().rate();
    for (Samples samples : all) {
      for (int i = 0; i < samples.count(); i++, at++) {
        short now = samples.interleaved()[i * samples.channels()];
        if (at > rate / 8 && before < 0 && now >= 0) {
          first = first < 0 ? at : first;
          crossings += last < 0 ? 0 : 1;
          last = at;
        }
        before = now;
      }
    }
    return (double) crossings * rate / (last - first);
  }

  /** When the sound begins after silence, in seconds by the timestamps. */
  private static List<Double> clickTimes(List<Samples> all, double period) {
    List<Double> times = new ArrayList<>();
    for (Samples samples : all) {
      for (int i = 0; i < samples.count(); i++) {
        double time = (double) (samples.pts() + i) / samples.rate();
        boolean loud = Math.abs(samples.interleaved()[i * samples.channels()]) > 4_000;
        if (loud && (times.isEmpty() || time - times.getLast() > period / 2)) {
          times.add(time);
        }
      }
    }
    return times;
  }
}
