package org.wcs.bench.transcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./wcs bench transcode}: the processor time of the transcoders beside that of ffmpeg.
 *
 * <p>Material: H.264 720p with B-frames and AAC, decoded once for one, two and three outputs.
 */
public final class TranscodeBench {

  static final String USAGE =
      """
      ./wcs bench transcode [options]
        --seconds S      length of the material (20)
        --rounds N       each job so many times, the best counts (2)\
      """;

  private static final Path FOLDER = Path.of("wcs-connectors", "bench", "target", "transcode");
  private static final int WARM_UP_SECONDS = 5;

  private TranscodeBench() {}

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) throws InterruptedException {
    TranscodeOptions options;
    try {
      options = TranscodeOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    try {
      System.out.println(table(measure(options)));
      System.exit(0); // codec libraries may have left threads
    } catch (IOException e) {
      System.err.println("The measurement failed: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * One line of the table.
   *
   * @param title of the job
   * @param ourSeconds processor time of the transcoders
   * @param ffmpegSeconds processor time of the program
   * @param speed seconds of material for a second of time, by the transcoders
   */
  record Line(String title, double ourSeconds, double ffmpegSeconds, double speed) {

    double ratio() {
      return ourSeconds / ffmpegSeconds;
    }
  }

  private static List<Line> measure(TranscodeOptions options)
      throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve("material-" + options.seconds() + ".flv");
    System.err.println("Making " + options.seconds() + " s of material");
    Material.make(file, options.seconds());
    Material material = Material.read(file);
    FfmpegProgram ffmpeg = FfmpegProgram.ofTheLibrary(FOLDER.resolve("ffmpeg"));
    String h264 = ffmpeg.encodes("libx264") ? "libx264" : "libopenh264";
    Pipeline pipeline = new Pipeline(FOLDER.resolve("natives"));
    List<Line> lines = new ArrayList<>();
    for (Job job : Job.ALL) {
      System.err.println("Measuring " + job.title() + " by " + h264);
      pipeline.run(material.head(WARM_UP_SECONDS), job);
      lines.add(line(material, job, pipeline, rounds(ffmpeg, file, job, h264, options)));
    }
    return lines;
  }

  private static Line line(
      Material material, Job job, Pipeline pipeline, List<Double> ffmpegSeconds)
      throws InterruptedException {
    double ours = Double.MAX_VALUE;
    double speed = 0;
    for (int i = 0; i < ffmpegSeconds.size(); i++) {
      Pipeline.Outcome outcome = pipeline.run(material, job);
      if (outcome.skipped() > 0) {
        System.err.println("  " + outcome.skipped() + " frames were left out");
      }
      ours = Math.min(ours, outcome.cpuNanos() / 1e9);
      speed = Math.max(speed, material.pictures() / 30.0 / (outcome.nanos() / 1e9));
    }
    double ffmpeg = ffmpegSeconds.stream().mapToDouble(each -> each).min().orElseThrow();
    return new Line(job.title(), ours, ffmpeg, speed);
  }

  private static List<Double> rounds(
      FfmpegProgram ffmpeg, Path file, Job job, String h264, TranscodeOptions options)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("-threads", "1", "-i", file.toString()));
    line.addAll(job.ffmpegOptions(h264));
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      seconds.add(ffmpeg.cpuSeconds(line));
    }
    return seconds;
  }

  static String table(List<Line> lines) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%-32s  %9s  %9s  %5s  %11s%n",
            "outputs", "CPU s", "ffmpeg s", "ratio", "x real time"));
    for (Line line : lines) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-32s  %9.2f  %9.2f  %5.2f  %11.1f%n",
              line.title(),
              line.ourSeconds(),
              line.ffmpegSeconds(),
              line.ratio(),
              line.speed()));
    }
    return table.toString();
  }
}
