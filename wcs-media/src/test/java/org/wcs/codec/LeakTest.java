package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.codec.TestMedia.CODECS;
import static org.wcs.codec.TestMedia.H264;
import static org.wcs.codec.TestMedia.tone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class LeakTest {
  private static final int CYCLES = 200;
  private static final long ALLOWED_KIB = 24 * 1_024;
  private static final byte[] PATTERN = TestMedia.pattern(480, 270, 1);

  private interface Cycle {
    void run() throws Exception;
  }

  @Test
  void videoCodecsGiveAllTheirMemoryBack() throws Exception {
    for (Codec.Video codec : List.of(H264, new Codec.Vp8(), new Codec.Vp9(0))) {
      assertThat(growthKib(() -> video(codec))).as(codec.encodingName()).isLessThan(ALLOWED_KIB);
    }
  }

  @Test
  void audioCodecsGiveAllTheirMemoryBack() throws Exception {
    for (Codec.Audio codec : List.of(new Codec.Opus(true, true), new Codec.Aac(2, 44_100, 2))) {
      assertThat(growthKib(() -> audio(codec))).as(codec.encodingName()).isLessThan(ALLOWED_KIB);
    }
  }

  @Test
  void decodersOfRecordedStreamsGiveAllTheirMemoryBack() throws Exception {
    for (GoldenFrames golden : GoldenFrames.values()) {
      List<Frame> frames = golden.frames().subList(0, 4);
      long growth =
          growthKib(
              () -> {
                try (VideoDecoder decoder = CODECS.videoDecoder(golden.codec(), 1)) {
                  for (Frame frame : frames) {
                    decoder.decode(frame, RawPicture::width);
                  }
                }
              });
      assertThat(growth).as(golden.name()).isLessThan(ALLOWED_KIB);
    }
  }

  private static void video(Codec.Video codec) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(codec, VideoSettings.of(320, 240, 300_000));
        VideoDecoder decoder = CODECS.videoDecoder(codec, 1)) {
      for (int i = 0; i < 3; i++) {
        try (RawPicture picture = RawPicture.ofI420(480, 270, i * 3_000L, PATTERN)) {
          encoder.encode(picture, false, frames::add);
        }
      }
      List<RawPicture> kept = new ArrayList<>();
      for (Frame frame : frames) {
        decoder.decode(frame, picture -> kept.add(picture.ref()));
      }
      kept.forEach(RawPicture::close);
    }
  }

  private static void audio(Codec.Audio codec) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (AudioEncoder encoder = CODECS.audioEncoder(codec, AudioSettings.DEFAULT);
        AudioDecoder decoder = CODECS.audioDecoder(codec)) {
      for (int i = 0; i < 5; i++) {
        encoder.encode(tone(i * 320L, 16_000, 1, 320, 440), frames::add);
      }
      encoder.flush(frames::add);
      for (Frame frame : frames) {
        decoder.decode(frame, samples -> {});
      }
    }
  }

  /** How much the memory outside the heap grows over the cycles, once it has settled. */
  private static long growthKib(Cycle cycle) throws Exception {
    for (int i = 0; i < 50; i++) {
      cycle.run();
    }
    long before = residentKib();
    for (int i = 0; i < CYCLES; i++) {
      cycle.run();
    }
    return residentKib() - before;
  }

  private static long residentKib() throws IOException {
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() / 1_024;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) - heap;
      }
    }
    throw new IOException("no resident size in /proc/self/status");
  }
}
