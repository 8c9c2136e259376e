package org.wcs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class NativesTest {
  @Test
  void worksInEachOfTwoClassLoadersAtOnceAndAfterOneIsGone(@TempDir Path folder) throws Exception {
    URLClassLoader first = likeOurs();
    assertThat(exercised(first, folder)).isEqualTo(10);
    URLClassLoader second = likeOurs();
    assertThat(exercised(second, folder)).isEqualTo(10);
    assertThat(exercised(first, folder)).isEqualTo(10);
    first.close();
    first = null;
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    assertThat(exercised(second, folder)).isEqualTo(10);
    second.close();
    try (Stream<Path> folders = Files.list(folder)) {
      assertThat(folders).hasSize(2);
    }
  }

  @Test
  void removesWhatEarlierProcessesLeft(@TempDir Path folder) throws Exception {
    Path left = folder.resolve("ffmpeg-1-2-3/x/y");
    Files.createDirectories(left);
    Files.writeString(left.resolve("libavcodec.so"), "old");
    Path other = Files.createDirectories(folder.resolve("notours"));
    try (URLClassLoader loader = likeOurs()) {
      assertThat(exercised(loader, folder)).isEqualTo(10);
    }
    assertThat(folder.resolve("ffmpeg-1-2-3")).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void leavesThePropertiesOfTheProcessAlone(@TempDir Path folder) throws Exception {
    try (URLClassLoader loader = likeOurs()) {
      exercised(loader, folder);
    }
    assertThat(System.getProperties().stringPropertyNames())
        .noneMatch(key -> key.startsWith("org.bytedeco"));
  }

  @Test
  void startsNoThread(@TempDir Path folder) throws Exception {
    try (URLClassLoader loader = likeOurs()) {
      exercised(loader, folder);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("JavaCPP"));
  }

  @Test
  void nothingIsAvailableWhereTheLibrariesAreMissing(@TempDir Path folder) throws Exception {
    List<URL> withoutNatives = new ArrayList<>(List.of(ours()));
    withoutNatives.removeIf(url -> url.getPath().contains("-linux-"));
    assertThat(withoutNatives).hasSizeLessThan(ours().length);
    assertThat(available(withoutNatives, folder)).isFalse();
  }

  @Test
  void nothingIsAvailableWhereTheFolderCannotBeMade(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(available(List.of(ours()), file.resolve("natives"))).isFalse();
  }

  private static boolean available(List<URL> path, Path folder) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> codecs = loader.loadClass(Codecs.class.getName());
      Object loaded = codecs.getMethod("load", Path.class).invoke(null, folder);
      return (boolean) codecs.getMethod("available").invoke(loaded);
    }
  }

  /** Runs {@link Exercise} there. */
  private static int exercised(URLClassLoader loader, Path folder) throws Exception {
    Class<?> exercise = loader.loadClass(Exercise.class.getName());
    assertThat(exercise).isNotSameAs(Exercise.class);
    Object made = exercise.getConstructor(Path.class).newInstance(folder);
    return (Integer) ((Callable<?>) made).call();
  }

  private static URLClassLoader likeOurs() throws IOException {
    return new URLClassLoader(ours(), ClassLoader.getPlatformClassLoader());
  }

  /** The path of this package, JavaCPP and FFmpeg with their libraries. */
  private static URL[] ours() throws IOException {
    Set<URL> path = new LinkedHashSet<>();
    for (Class<?> type : List.of(Codecs.class, Exercise.class, Loader.class, avcodec.class)) {
      path.add(type.getProtectionDomain().getCodeSource().getLocation());
    }
    for (String library :
        List.of(
            "org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so",
            "org/bytedeco/ffmpeg/linux-x86_64/libjniavcodec.so",
            "org/bytedeco/ffmpeg/linux-x86_64-gpl/libjniavcodec.so")) {
      URL found = NativesTest.class.getClassLoader().getResource(library);
      if (found != null) {
        String jar = found.getPath().substring(0, found.getPath().indexOf('!'));
        path.add(java.net.URI.create(jar).toURL());
      }
    }
    return path.toArray(URL[]::new);
  }

  /** Encodes and decodes ten pictures and tells how many came back. */
  public static final class Exercise implements Callable<Integer> {
    private final Path folder;

    public Exercise(Path folder) {
      this.folder = folder;
    }

    @Override
    public Integer call() throws CodecException {
      Codecs codecs = Codecs.load(folder);
      int[] shown = new int[1];
      Codec.H264 h264 = new Codec.H264(0, 1);
      List<Frame> frames = new ArrayList<>();
      try (VideoEncoder encoder = codecs.videoEncoder(h264, VideoSettings.of(96, 64, 0));
          VideoDecoder decoder = codecs.videoDecoder(h264, 1)) {
        for (int i = 0; i < 10; i++) {
          try (RawPicture picture = RawPicture.black(160, 120, i * 3_000L)) {
            encoder.encode(picture, false, frames::add);
          }
        }
        for (Frame frame : frames) {
          decoder.decode(frame, picture -> shown[0]++);
        }
      }
      return shown[0];
    }
  }
}
