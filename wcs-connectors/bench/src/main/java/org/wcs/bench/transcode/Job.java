package org.wcs.bench.transcode;

import java.util.ArrayList;
import java.util.List;
import org.wcs.stream.Picture;
import org.wcs.unit.Codec;

/**
 * What is to be made of the material: sound as Opus, and some pictures.
 *
 * @param pictures what to encode, decoded once
 */
record Job(List<Output> pictures) {

  /**
   * One output of pictures.
   *
   * @param codec H.264 or VP8
   * @param picture its size and bit rate
   */
  record Output(Codec codec, Picture picture) {

    String title() {
      String size = picture.height() == 0 ? "720p" : picture.height() + "p";
      return codec.encodingName() + " " + size;
    }
  }

  private static final Codec H264 = new Codec.H264(0x42E01F, 1);

  /** The measured ones: one output, two, three. */
  static final List<Job> ALL =
      List.of(
          new Job(List.of(output(H264, 0, 2_000_000))),
          new Job(List.of(output(H264, 0, 2_000_000), output(H264, 360, 600_000))),
          new Job(
              List.of(
                  output(H264, 0, 2_000_000),
                  output(H264, 360, 600_000),
                  output(new Codec.Vp8(), 360, 600_000))));

  Job {
    pictures = List.copyOf(pictures);
  }

  String title() {
    return String.join(", ", pictures.stream().map(Output::title).toList());
  }

  /** The options of ffmpeg for the same, set as the server sets its encoders. */
  List<String> ffmpegOptions(String h264Encoder) {
    List<String> options = new ArrayList<>();
    for (Output output : pictures) {
      options.addAll(List.of("-map", "0:v", "-fps_mode", "passthrough", "-threads", "1"));
      if (output.picture().height() > 0) {
        options.addAll(List.of("-vf", "scale=-2:" + output.picture().height() + ":flags=bilinear"));
      }
      String bits = Integer.toString(output.picture().bitsPerSecond());
      options.addAll(List.of("-b:v", bits, "-bf", "0", "-g", "60", "-pix_fmt", "yuv420p"));
      options.addAll(encoder(output, h264Encoder, bits));
      options.addAll(List.of("-f", "null", "-"));
    }
    options.addAll(
        List.of("-map", "0:a", "-c:a", "libopus", "-b:a", "64k", "-compression_level", "5"));
    options.addAll(List.of("-ar", "48000", "-ac", "2", "-frame_duration", "20", "-f", "null", "-"));
    return options;
  }

  private static List<String> encoder(Output output, String h264Encoder, String bits) {
    if (output.codec() instanceof Codec.Vp8) {
      return words(
          "-c:v libvpx -deadline realtime -cpu-used 8 -lag-in-frames 0 -error-resilient default"
              + " -auto-alt-ref 0 -qmin 4 -qmax 58 -static-thresh 1 -max-intra-rate 300"
              + (" -maxrate " + bits + " -minrate " + bits + " -bufsize " + bits));
    }
    if (h264Encoder.equals("libx264")) {
      return words(
          "-c:v libx264 -preset veryfast -tune zerolatency -profile:v baseline"
              + " -x264-params sliced-threads=0:scenecut=0"
              + (" -maxrate " + bits + " -bufsize " + bits));
    }
    return words(
        "-c:v libopenh264 -profile:v constrained_baseline -rc_mode bitrate -coder cavlc"
            + " -qmin 12 -qmax 48");
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  private static Output output(Codec codec, int height, int bitsPerSecond) {
    return new Output(codec, new Picture(0, height, bitsPerSecond, 0, 0));
  }
}
