package org.wcs.bench.transcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ffmpeg program: that of the library's own build, or an installed one. */
final class FfmpegProgram {

  private static final String INSIDE = "org/bytedeco/ffmpeg/linux-x86_64/";
  private static final Pattern TIMES = Pattern.compile("utime=([0-9.]+)s stime=([0-9.]+)s");

  private final String command;
  private final String libraries;

  private FfmpegProgram(String command, String libraries) {
    this.command = command;
    this.libraries = libraries;
  }

  /** The one on the path. */
  static FfmpegProgram installed() {
    return new FfmpegProgram("ffmpeg", "");
  }

  /** The one that comes with the library, unpacked into the folder. */
  static FfmpegProgram ofTheLibrary(Path folder) throws IOException {
    URL program = FfmpegProgram.class.getResource("/" + INSIDE + "ffmpeg");
    if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("the class path has no ffmpeg program");
    }
    Files.createDirectories(folder);
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().filter(FfmpegProgram::isNative).toList()) {
        Path target = folder.resolve(entry.getName().substring(INSIDE.length()));
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path command = folder.resolve("ffmpeg");
    if (!command.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + command + " executable");
    }
    return new FfmpegProgram(command.toString(), folder.toString());
  }

  private static boolean isNative(JarEntry entry) {
    String name = entry.getName();
    return name.startsWith(INSIDE)
        && !entry.isDirectory()
        && name.indexOf('/', INSIDE.length()) < 0
        && !name.endsWith(".class");
  }

  /** Whether the program is there and has that encoder. */
  boolean encodes(String encoder) {
    try {
      return run(List.of("-hide_banner", "-h", "encoder=" + encoder))
          .contains("Encoder " + encoder);
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs to the end; returns what it says. */
  String run(List<String> options) throws IOException {
    List<String> line = new ArrayList<>(List.of(command, "-nostdin"));
    line.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    if (!libraries.isEmpty()) {
      builder.environment().put("LD_LIBRARY_PATH", libraries);
    }
    Process process = builder.start();
    String said;
    try (InputStream in = process.getInputStream()) {
      said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed:\n" + said);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
    return said;
  }

  /** Runs to the end; returns the processor seconds it took by its own account. */
  double cpuSeconds(List<String> options) throws IOException {
    List<String> line = new ArrayList<>(List.of("-hide_banner", "-nostats", "-benchmark"));
    line.addAll(options);
    return parseCpuSeconds(run(line));
  }

  static double parseCpuSeconds(String said) throws IOException {
    Matcher times = TIMES.matcher(said);
    double seconds = -1;
    while (times.find()) {
      seconds = Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
    }
    if (seconds < 0) {
      throw new IOException("no times in:\n" + said);
    }
    return seconds;
  }
}
