package org.wcs.flv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

class FlvFuzzTest {
  /** Reads the bytes as several bodies; each frame that comes out can be written. */
  @FuzzTest
  void reads(byte[] bytes) {
    FlvReader reader = new FlvReader();
    Rewriter output = new Rewriter();
    int at = 0;
    while (at + 2 <= bytes.length) {
      boolean video = (bytes[at] & 1) != 0;
      int length = Math.min(bytes[at + 1] & 0xFF, bytes.length - at - 2);
      byte[] body = new byte[length];
      System.arraycopy(bytes, at + 2, body, 0, length);
      at += 2 + length;
      try {
        if (video) {
          reader.video(at, body, output);
        } else {
          reader.audio(at, body, output);
        }
      } catch (FlvException e) {
        if (e.getMessage().isEmpty()) {
          throw new AssertionError("an exception must say why", e);
        }
      }
    }
  }

  private static final class Rewriter implements FlvReader.Output {
    private final FlvWriter[] writers = new FlvWriter[512];

    private static int index(Codec.Kind kind, int trackId) {
      return kind.ordinal() * 256 + trackId;
    }

    @Override
    public void codec(Codec codec, int trackId) {
      writers[index(codec.kind(), trackId)] = FlvWriter.of(codec);
    }

    @Override
    public void frame(Codec.Kind kind, int trackId, Frame frame) {
      FlvWriter writer = writers[index(kind, trackId)];
      writer.config(frame);
      if (writer.body(frame).length == 0 || frame.dts() > frame.pts()) {
        throw new AssertionError("frame " + frame);
      }
    }

    @Override
    public void ignored(Codec.Kind kind, String what) {
      if (what.isEmpty()) {
        throw new AssertionError("what is ignored must be told");
      }
    }
  }
}
