package org.wcs.bench.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TranscodeBenchTest {

  @Test
  void readsTheCommandLine() {
    assertThat(TranscodeOptions.parse()).isEqualTo(new TranscodeOptions(20, 2));
    assertThat(TranscodeOptions.parse("--rounds", "3", "--seconds", "60"))
        .isEqualTo(new TranscodeOptions(60, 3));
    assertThatThrownBy(() -> TranscodeOptions.parse("--second", "60"))
        .hasMessage("unknown option --second");
    assertThatThrownBy(() -> TranscodeOptions.parse("--seconds"))
        .hasMessage("--seconds needs a number, not ''");
    assertThatThrownBy(() -> TranscodeOptions.parse("--seconds", "1"))
        .hasMessageContaining("from 6");
  }

  @Test
  void readsWhatFfmpegSaysOfItsTime() throws IOException {
    String said = "frame= 1\nbench: utime=1.250s stime=0.125s rtime=0.9s\nbench: maxrss=9kB\n";
    assertThat(FfmpegProgram.parseCpuSeconds(said)).isEqualTo(1.375);
    assertThatThrownBy(() -> FfmpegProgram.parseCpuSeconds("nothing"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no times");
  }

  @Test
  void theTableHasALineForEachJob() {
    assertThat(TranscodeBench.table(List.of(new TranscodeBench.Line("H264 720p", 5.5, 5.0, 7.5))))
        .isEqualToIgnoringNewLines(
            "outputs                               CPU s   ffmpeg s  ratio  x real time\n"
                + "H264 720p                              5.50       5.00   1.10          7.5\n");
  }

  @Test
  void ffmpegIsGivenEveryOutputOfAJob() {
    for (Job job : Job.ALL) {
      List<String> options = job.ffmpegOptions("libopenh264");
      assertThat(options.stream().filter("0:v"::equals)).hasSameSizeAs(job.pictures());
      assertThat(options.stream().filter("0:a"::equals)).hasSize(1);
    }
  }
}
