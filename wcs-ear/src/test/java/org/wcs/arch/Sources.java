package org.wcs.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of all modules, seen from the folder of this one. */
final class Sources {
  static final List<Path> MODULES =
      Stream.of(
              "wcs-media",
              "wcs-ejb",
              "wcs-web",
              "wcs-connectors/net",
              "wcs-connectors/inflow",
              "wcs-connectors/media-ra",
              "wcs-connectors/rtmp-ra",
              "wcs-connectors/rtsp-ra",
              "wcs-connectors/bench")
          .map(module -> Path.of("..").resolve(module))
          .toList();

  private Sources() {}

  static List<Path> main() {
    return under("src/main/java");
  }

  static List<Path> test() {
    return under("src/test/java");
  }

  static List<Path> classes() {
    return MODULES.stream()
        .map(module -> module.resolve("target/classes"))
        .filter(Files::isDirectory)
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> under(String folder) {
    return MODULES.stream()
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(Sources::walk)
        .filter(file -> file.toString().endsWith(".java"))
        .sorted()
        .toList();
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
