package org.wcs.bench.transcode;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wcs.flv.FlvException;
import org.wcs.flv.FlvReader;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Frames of a file, in its order.
 *
 * @param video codec of the pictures
 * @param audio codec of the sound
 * @param units the frames
 */
record Material(Codec video, Codec audio, List<Unit> units) {

  private static final int AUDIO_TAG = 8;
  private static final int VIDEO_TAG = 9;

  /** One frame. */
  record Unit(Codec.Kind kind, Frame frame) {}

  long pictures() {
    return units.stream().filter(each -> each.kind() == Codec.Kind.VIDEO).count();
  }

  /** The frames of the first seconds. */
  Material head(int seconds) {
    int pictures = seconds * 30;
    List<Unit> head = new ArrayList<>();
    for (Unit unit : units) {
      head.add(unit);
      if (unit.kind() == Codec.Kind.VIDEO && --pictures == 0) {
        break;
      }
    }
    return new Material(video, audio, head);
  }

  /** Makes a file: 720p H.264 with B-frames where the encoder has them, and AAC. */
  static void make(Path file, int seconds) throws IOException {
    FfmpegProgram installed = FfmpegProgram.installed();
    if (!installed.encodes("libx264")) {
      throw new IOException("an installed ffmpeg with libx264 is needed to make B-frames");
    }
    String pictures = "testsrc2=size=1280x720:rate=30:duration=" + seconds + ",noise=alls=6:allf=t";
    String sound =
        "sine=frequency=440:sample_rate=44100:duration="
            + seconds
            + ",aformat=channel_layouts=stereo";
    List<String> options = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi"));
    options.addAll(List.of("-i", pictures, "-f", "lavfi", "-i", sound));
    String encoders =
        "-c:v libx264 -preset fast -profile:v high -bf 2 -g 60 -b:v 2500k -pix_fmt yuv420p"
            + " -c:a aac -b:a 128k -f flv";
    options.addAll(List.of(encoders.split(" ")));
    options.add(file.toString());
    installed.run(options);
  }

  /** Reads an FLV file (Adobe Flash Video File Format 10.1, annex E). */
  static Material read(Path file) throws IOException {
    Collector collector = new Collector();
    FlvReader reader = new FlvReader();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(9 + 4);
      while (tag(in, reader, collector)) {
        in.skipNBytes(4);
      }
    } catch (FlvException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return collector.material();
  }

  private static boolean tag(DataInputStream in, FlvReader reader, Collector collector)
      throws IOException, FlvException {
    int type;
    try {
      type = in.readUnsignedByte();
    } catch (EOFException e) {
      return false;
    }
    int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    int low = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    long millis = (long) in.readUnsignedByte() << 24 | low;
    in.skipNBytes(3);
    byte[] body = in.readNBytes(length);
    if (type == VIDEO_TAG) {
      reader.video(millis, body, collector);
    } else if (type == AUDIO_TAG) {
      reader.audio(millis, body, collector);
    }
    return true;
  }

  private static final class Collector implements FlvReader.Output {
    private final List<Unit> units = new ArrayList<>();
    private final List<Codec> codecs = new ArrayList<>();

    Material material() throws IOException {
      return new Material(of(Codec.Kind.VIDEO), of(Codec.Kind.AUDIO), units);
    }

    private Codec of(Codec.Kind kind) throws IOException {
      return codecs.stream()
          .filter(each -> each.kind() == kind)
          .findFirst()
          .orElseThrow(() -> new IOException("the material has no " + kind));
    }

    @Override
    public void codec(Codec codec, int trackId) {
      codecs.add(codec);
    }

    @Override
    public void frame(Codec.Kind kind, int trackId, Frame frame) {
      units.add(new Unit(kind, frame));
    }

    @Override
    public void ignored(Codec.Kind kind, String what) {}
  }
}
