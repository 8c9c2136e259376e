package org.wcs.transcode;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.RawPicture;
import org.wcs.codec.VideoDecoder;
import org.wcs.codec.VideoEncoder;
import org.wcs.codec.VideoSettings;
import org.wcs.config.TranscodeConfig;
import org.wcs.stream.Picture;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Pictures, by the codec library. */
final class VideoWorkshop implements Workshop<RawPicture> {

  private static final int DECODER_THREADS = 1; // more would add delay

  private final Codecs codecs;
  private final TranscodeConfig.Encoding config;

  VideoWorkshop(Codecs codecs, TranscodeConfig.Encoding config) {
    this.codecs = codecs;
    this.config = config;
  }

  @Override
  public boolean decodes(Codec codec) {
    return codecs.canDecode(codec);
  }

  @Override
  public boolean encodes(Codec codec) {
    return codecs.canEncode(codec);
  }

  @Override
  public Decoding<RawPicture> decoder(Codec codec) throws CodecException {
    if (!(codec instanceof Codec.Video video)) {
      throw new IllegalArgumentException(codec + " makes no pictures");
    }
    return new Decoder(codecs.videoDecoder(video, DECODER_THREADS));
  }

  @Override
  public Encoding<RawPicture> encoder(Output output, RawPicture first) throws CodecException {
    if (!(output.codec() instanceof Codec.Video video)) {
      throw new IllegalArgumentException(output + " has no pictures");
    }
    VideoSettings settings =
        PictureRules.settings(output, first.width(), first.height(), config.effort());
    return new Encoder(codecs.videoEncoder(video, settings), output, config, settings);
  }

  @Override
  public RawPicture keep(RawPicture lent) {
    return lent.ref();
  }

  @Override
  public void release(RawPicture kept) {
    kept.close();
  }

  private record Decoder(VideoDecoder decoder) implements Decoding<RawPicture> {

    @Override
    public void decode(Frame frame, Consumer<? super RawPicture> out) throws CodecException {
      decoder.decode(frame, out);
    }

    @Override
    public void lost(int frames, Consumer<? super RawPicture> out) {}

    @Override
    public void close() {
      decoder.close();
    }
  }

  /** An encoder that counts the time between key frames in time, not in pictures. */
  private static final class Encoder implements Encoding<RawPicture> {

    private final VideoEncoder encoder;
    private final Output output;
    private final Picture wanted;
    private final VideoSettings settings;
    private final int effort;
    private final long keyFrameTicks;
    private long keyPts;
    private boolean started;
    private int fittingWidth;
    private int fittingHeight;
    private @Nullable Consumer<? super Frame> sink;
    private final Consumer<Frame> watch = this::watch;

    Encoder(
        VideoEncoder encoder,
        Output output,
        TranscodeConfig.Encoding config,
        VideoSettings settings) {
      this.encoder = encoder;
      this.output = output;
      this.wanted = output.picture();
      this.settings = settings;
      this.effort = config.effort();
      this.keyFrameTicks =
          output.tuning().keyFrameInterval() > 0
              ? Long.MAX_VALUE
              : config.keyFrameInterval().toMillis() * 90;
    }

    @Override
    public boolean fits(RawPicture raw) {
      if (raw.width() == fittingWidth && raw.height() == fittingHeight) {
        return true;
      }
      boolean fits =
          PictureRules.settings(output, raw.width(), raw.height(), effort).equals(settings);
      if (fits) {
        fittingWidth = raw.width();
        fittingHeight = raw.height();
      }
      return fits;
    }

    @Override
    public void encode(RawPicture raw, boolean key, Consumer<? super Frame> out)
        throws CodecException {
      long sinceKey = raw.pts() - keyPts;
      boolean due = started && (sinceKey >= keyFrameTicks || sinceKey < 0);
      sink = out;
      encoder.overlay(output.tuning().overlay());
      encoder.encode(raw, key || due, watch);
    }

    @Override
    public void bitrate(int bitsPerSecond) {
      if (encoder.width() == 0) {
        return; // nothing to compare with yet
      }
      int most = PictureRules.bitsPerSecond(wanted, encoder.width(), encoder.height());
      encoder.bitrate(
          bitsPerSecond == 0
              ? most
              : Math.clamp(bitsPerSecond, PictureRules.LEAST_BITS_PER_SECOND, most));
    }

    @Override
    public int width() {
      return encoder.width();
    }

    @Override
    public int height() {
      return encoder.height();
    }

    @Override
    public void close() {
      encoder.close();
    }

    private void watch(Frame frame) {
      if (frame.key()) {
        started = true;
        keyPts = frame.pts();
      }
      Consumer<? super Frame> now = sink;
      if (now != null) {
        now.accept(frame);
      }
    }
  }
}
