package org.wcs.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that are files. */
final class DiskTest {

  @TempDir private Path folder;

  private HlsStage stage(String... more) {
    return new HlsStage(
        Stream.concat(
                Stream.of("hls_store_segment_in_memory=false", "hls_dir=" + folder),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void keepsSegmentsInFilesAndDeletesThemInTime() throws IOException {
    HlsStage stage = stage("hls_list_size=2", "hls_keep_segments=1");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(15_000);
    String name = HlsStage.names(stage.text("/cam/media.m3u8")).getFirst();
    assertThat(stage.ask("/cam/" + name).join().body()).isInstanceOf(HlsBody.OnDisk.class);
    assertThat(stage.octets("/cam/" + name)).startsWith(0x47).hasSizeGreaterThan(188);
    assertThat(files()).hasSize(3).allMatch(file -> file.toString().endsWith(".ts"));
    cam.end();
    stage.lane.advance(60_000 * HlsStage.MILLI);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsPartsInMemoryAndTheirSegmentsInFiles() throws IOException {
    HlsStage stage = stage();
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/ll.m3u8");
    cam.play(5_000);
    assertThat(files()).hasSize(4).noneMatch(file -> file.toString().contains("/vp"));
    for (String name : HlsStage.names(stage.text("/cam/video.m3u8"))) {
      if (name.startsWith("v0") || name.startsWith("v1")) {
        assertThat(stage.octets("/cam/" + name)).hasSizeGreaterThan(100);
      }
    }
  }

  @Test
  void deletesWhatAnEarlierRunHasLeftAndNothingElse() throws IOException {
    Path old = Files.createDirectory(folder.resolve("hls-0123456789abcdef"));
    Files.writeString(old.resolve("7-0.ts"), "old");
    Path other = Files.createDirectory(folder.resolve("recordings"));
    Files.writeString(other.resolve("7-0.ts"), "precious");
    stage();
    assertThat(old).doesNotExist();
    assertThat(other).isNotEmptyDirectory();
  }

  @Test
  void keepsInMemoryWhatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("full"), "no folder");
    HlsStage stage = stage("hls_dir=" + file);
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(5_000);
    String name = HlsStage.names(stage.text("/cam/media.m3u8")).getFirst();
    assertThat(stage.octets("/cam/" + name)).startsWith(0x47);
  }

  @Test
  void givesNamesThatCannotBeGuessed() {
    HlsStage stage = stage("hls_segment_name_suffix_randomizer_enabled=true");
    HlsStage.Source cam = stage.publish("cam");
    stage.ask("/cam/media.m3u8");
    cam.play(7_000);
    assertThat(HlsStage.names(stage.text("/cam/media.m3u8")))
        .hasSize(3)
        .allMatch(name -> name.matches("\\d-[0-9a-f]{48}\\.ts"))
        .extracting(name -> name.substring(2))
        .doesNotHaveDuplicates();
  }
}
