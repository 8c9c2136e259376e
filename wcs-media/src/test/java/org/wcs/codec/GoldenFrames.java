package org.wcs.codec;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Recorded streams of 192x108, 25 pictures a second: the left half is a test pattern, the luma of
 * the right half is 20 and 6 more with each picture. A file is a row of frames: length in 4 octets,
 * pts and dts in 8 each, key in 1, payload.
 */
enum GoldenFrames {
  /** By libx264, with B-frames. */
  H264_B_FRAMES(new Codec.H264(0x640014, 1), "h264-b-frames.frames"),
  /** By libx265, with B-frames. */
  H265_B_FRAMES(new Codec.H265(1, 0, 60), "h265-b-frames.frames"),
  /** By libx265, 10 bits, with B-frames. */
  H265_MAIN10(new Codec.H265(2, 0, 60), "h265-main10.frames"),
  /** By libvpx, with frames that are not shown. */
  VP9_HIDDEN_FRAMES(new Codec.Vp9(0), "vp9-hidden-frames.frames"),
  /** By libaom, temporal units without delimiters. */
  AV1(new Codec.Av1(0), "av1.frames");

  static final int COUNT = 30;
  static final int TICKS = 3_600;

  private final Codec.Video codec;
  private final String file;

  GoldenFrames(Codec.Video codec, String file) {
    this.codec = codec;
    this.file = file;
  }

  Codec.Video codec() {
    return codec;
  }

  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    try (InputStream in = GoldenFrames.class.getResourceAsStream(file);
        DataInputStream data = new DataInputStream(in)) {
      while (data.available() > 0) {
        byte[] payload = new byte[data.readInt()];
        long pts = data.readLong();
        long dts = data.readLong();
        boolean key = data.readBoolean();
        data.readFully(payload);
        frames.add(new Frame(pts, dts, key, payload));
      }
      return frames;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mean luma in the middle of the right half. */
  static double marker(TestMedia.Shown shown) {
    double sum = 0;
    int count = 0;
    for (int y = shown.height() / 4; y < shown.height() * 3 / 4; y++) {
      for (int x = shown.width() * 5 / 8; x < shown.width() * 7 / 8; x++) {
        sum += shown.i420()[y * shown.width() + x] & 0xFF;
        count++;
      }
    }
    return sum / count;
  }
}
