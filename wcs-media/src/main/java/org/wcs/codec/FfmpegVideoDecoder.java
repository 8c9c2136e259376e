package org.wcs.codec;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** A decoder of FFmpeg. */
final class FfmpegVideoDecoder implements VideoDecoder {
  /** More is refused, so that a forged header cannot take all memory: 4096 by 2304. */
  private static final long MOST_PIXELS = 9_437_184;

  /** A pts that lies further back than this begins anew. */
  private static final long REORDERING_TICKS = 90_000;

  private final CodecContext context;
  private final boolean lengthPrefixed;
  private @Nullable PictureScaler converter;
  private long lastPts = Long.MIN_VALUE;
  private long sentPts;
  private boolean started;

  private FfmpegVideoDecoder(CodecContext context, boolean lengthPrefixed) {
    this.context = context;
    this.lengthPrefixed = lengthPrefixed;
  }

  static VideoDecoder open(Codec.Video codec, int threads) throws CodecException {
    CodecContext context = CodecContext.decoder(decoderOf(codec));
    AVCodecContext fields = context.configure();
    fields.thread_count(threads).max_pixels(MOST_PIXELS);
    // Decoding in several threads by frames would delay each picture by as many frames.
    fields.thread_type(AVCodecContext.FF_THREAD_SLICE);
    fields.pkt_timebase().num(1).den(codec.clockRate());
    return new FfmpegVideoDecoder(context.open(), hasNalUnits(codec));
  }

  /** The name FFmpeg has for the decoder. */
  static String decoderOf(Codec.Video codec) {
    return switch (codec) {
      case Codec.H264 _ -> "h264";
      case Codec.H265 _ -> "hevc";
      case Codec.Vp8 _ -> "vp8";
      case Codec.Vp9 _ -> "vp9";
      // its own "av1" decodes in hardware only
      case Codec.Av1 _ -> "libaom-av1";
      case Codec.Jpeg _ -> "mjpeg";
    };
  }

  private static boolean hasNalUnits(Codec.Video codec) {
    return switch (codec) {
      case Codec.H264 _, Codec.H265 _ -> true;
      case Codec.Vp8 _, Codec.Vp9 _, Codec.Av1 _, Codec.Jpeg _ -> false;
    };
  }

  @Override
  public void decode(Frame frame, Consumer<? super RawPicture> out) throws CodecException {
    if (!started && !frame.key()) {
      return;
    }
    started = true;
    byte[] data = lengthPrefixed ? LengthPrefixed.toStartCodes(frame.payload()) : frame.payload();
    sentPts = frame.pts();
    context.decode(data, frame.pts(), decoded -> handOut(decoded, out));
  }

  @Override
  public void flush(Consumer<? super RawPicture> out) {
    context.drainFrames(decoded -> handOut(decoded, out));
    lastPts = Long.MIN_VALUE;
    started = false;
  }

  private void handOut(AVFrame decoded, Consumer<? super RawPicture> out) {
    if (decoded.pts() == avutil.AV_NOPTS_VALUE) {
      decoded.pts(sentPts);
    }
    long pts = decoded.pts();
    if (pts <= lastPts && lastPts - pts < REORDERING_TICKS) {
      return;
    }
    lastPts = pts;
    try (RawPicture picture = picture(decoded)) {
      out.accept(picture);
    }
  }

  private RawPicture picture(AVFrame decoded) {
    if (decoded.format() == avutil.AV_PIX_FMT_YUV420P
        && decoded.color_range() != avutil.AVCOL_RANGE_JPEG) {
      return new RawPicture(avutil.av_frame_clone(decoded));
    }
    PictureScaler now = converter;
    if (now == null) {
      now = new PictureScaler();
      converter = now;
    }
    return now.convert(decoded);
  }

  @Override
  public void close() {
    context.close();
    if (converter != null) {
      converter.close();
    }
  }
}
