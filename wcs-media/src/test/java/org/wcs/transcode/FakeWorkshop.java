package org.wcs.transcode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Codecs that do nothing but count, and fail when told to. Raw media is counted in and out. */
final class FakeWorkshop implements Workshop<FakeWorkshop.Raw> {

  final List<FakeDecoder> decoders = new ArrayList<>();
  final List<FakeEncoder> encoders = new ArrayList<>();
  final Set<Codec> unknown = new HashSet<>();
  int kept;
  boolean decodersFail;
  boolean encodersFail;
  Runnable whileDecoding = () -> {};
  Runnable whileEncoding = () -> {};
  int width = 640;
  int height = 360;

  /** Raw media. */
  record Raw(long pts, int width, int height) {}

  int openDecoders() {
    return (int) decoders.stream().filter(each -> !each.closed).count();
  }

  int openEncoders() {
    return (int) encoders.stream().filter(each -> !each.closed).count();
  }

  @Override
  public boolean decodes(Codec codec) {
    return !unknown.contains(codec);
  }

  @Override
  public boolean encodes(Codec codec) {
    return !unknown.contains(codec);
  }

  @Override
  public Decoding<Raw> decoder(Codec codec) {
    FakeDecoder made = new FakeDecoder();
    decoders.add(made);
    return made;
  }

  @Override
  public Encoding<Raw> encoder(Output output, Raw first) {
    FakeEncoder made = new FakeEncoder(output, first);
    encoders.add(made);
    return made;
  }

  @Override
  public Raw keep(Raw lent) {
    kept++;
    return lent;
  }

  @Override
  public void release(Raw raw) {
    kept--;
  }

  /** Makes one picture of each frame. */
  final class FakeDecoder implements Decoding<Raw> {
    final List<Long> decoded = new ArrayList<>();
    boolean closed;
    int lost;

    @Override
    public void decode(Frame frame, Consumer<? super Raw> out) {
      checkOpen(closed);
      whileDecoding.run();
      if (decodersFail) {
        throw new IllegalStateException("told to fail");
      }
      decoded.add(frame.pts());
      out.accept(new Raw(frame.pts(), width, height));
    }

    @Override
    public void lost(int frames, Consumer<? super Raw> out) {
      lost += frames;
    }

    @Override
    public void close() {
      checkOpen(closed);
      closed = true;
    }
  }

  /** Makes one frame of each picture. */
  final class FakeEncoder implements Encoding<Raw> {
    final Output output;
    final List<Integer> bitrates = new ArrayList<>();
    private final Raw shape;
    private boolean started;
    boolean closed;

    FakeEncoder(Output output, Raw first) {
      this.output = output;
      this.shape = first;
    }

    @Override
    public boolean fits(Raw raw) {
      return raw.width() == shape.width() && raw.height() == shape.height();
    }

    @Override
    public void encode(Raw raw, boolean key, Consumer<? super Frame> out) {
      checkOpen(closed);
      whileEncoding.run();
      if (encodersFail) {
        throw new IllegalStateException("told to fail");
      }
      byte[] text = output.toString().getBytes(StandardCharsets.UTF_8);
      out.accept(new Frame(raw.pts(), raw.pts(), key || !started, text));
      started = true;
    }

    @Override
    public void bitrate(int bitsPerSecond) {
      bitrates.add(bitsPerSecond);
    }

    @Override
    public int width() {
      return started ? shape.width() : 0;
    }

    @Override
    public int height() {
      return started ? shape.height() : 0;
    }

    @Override
    public void close() {
      checkOpen(closed);
      closed = true;
    }
  }

  private static void checkOpen(boolean closed) {
    if (closed) {
      throw new AssertionError("used after its end");
    }
  }
}
