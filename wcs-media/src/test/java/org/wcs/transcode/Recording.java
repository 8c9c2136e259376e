package org.wcs.transcode;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wcs.flv.FlvException;
import org.wcs.flv.FlvReader;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * The sound of a recorded file.
 *
 * @param codec of the frames
 */
record Recording(Codec codec, List<Frame> frames) {

  private static final int AUDIO_TAG = 8;

  static Recording ofSound(String resource) throws IOException, FlvException {
    Collector collector = new Collector();
    FlvReader reader = new FlvReader();
    try (DataInputStream in =
        new DataInputStream(
            Objects.requireNonNull(Recording.class.getResourceAsStream(resource), resource))) {
      in.skipNBytes(9 + 4);
      while (in.available() > 0) {
        int type = in.readUnsignedByte();
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int millis = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        in.skipNBytes(1 + 3);
        byte[] body = in.readNBytes(length);
        in.skipNBytes(4);
        if (type == AUDIO_TAG) {
          reader.audio(millis, body, collector);
        }
      }
    }
    return new Recording(collector.codecs.getFirst(), collector.frames);
  }

  private static final class Collector implements FlvReader.Output {
    private final List<Frame> frames = new ArrayList<>();
    private final List<Codec> codecs = new ArrayList<>();

    @Override
    public void codec(Codec codec, int trackId) {
      codecs.add(codec);
    }

    @Override
    public void frame(Codec.Kind kind, int trackId, Frame frame) {
      frames.add(frame);
    }

    @Override
    public void ignored(Codec.Kind kind, String what) {}
  }
}
