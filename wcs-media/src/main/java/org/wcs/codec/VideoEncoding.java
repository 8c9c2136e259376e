package org.wcs.codec;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.wcs.unit.Codec;

/**
 * How the encoders of FFmpeg are set up for live pictures: no B-frames, nothing held back, a
 * constant bit rate.
 *
 * @param codec what to make
 * @param settings of the user
 * @param size of the frames
 * @param bitsPerSecond the bit rate of now
 * @param framesPerSecond the frame rate of now
 */
record VideoEncoding(
    Codec.Video codec,
    VideoSettings settings,
    PictureSize size,
    int bitsPerSecond,
    int framesPerSecond) {
  static final String X264 = "libx264";
  static final String OPENH264 = "libopenh264";
  static final String VP8 = "libvpx";
  static final String VP9 = "libvpx-vp9";

  /** Frames a second, before anything is known of them. */
  static final int USUAL_RATE = 30;

  /** Frames from key frame to key frame. */
  static final int USUAL_INTERVAL = 60;

  /** The name FFmpeg has for the encoder; an empty one when there is none. */
  static String encoderOf(Codec.Video codec) {
    return switch (codec) {
      case Codec.H264 _ -> avcodec.avcodec_find_encoder_by_name(X264) != null ? X264 : OPENH264;
      case Codec.Vp8 _ -> VP8;
      case Codec.Vp9 _ -> VP9;
      case Codec.H265 _, Codec.Av1 _, Codec.Jpeg _ -> "";
    };
  }

  /** The bit rate that suits a size when nobody has asked for one. */
  static int usualBitrate(PictureSize size, int framesPerSecond) {
    long pixels = (long) size.width() * size.height() * framesPerSecond;
    return Math.clamp(pixels * 7 / 100, 100_000, 20_000_000);
  }

  /** Frames from key frame to key frame. */
  static int interval(VideoSettings settings) {
    return settings.keyFrameInterval() > 0 ? settings.keyFrameInterval() : USUAL_INTERVAL;
  }

  /**
   * Opens the encoder.
   *
   * @param like a picture with the colours of those to come; what is said of them is passed on
   */
  CodecContext open(RawPicture like) throws CodecException {
    String name = encoderOf(codec);
    CodecContext context = CodecContext.encoder(name);
    AVCodecContext fields = context.configure();
    fields.width(size.width()).height(size.height()).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    AVFrame colours = like.frame();
    fields.color_range(avutil.AVCOL_RANGE_MPEG).colorspace(colours.colorspace());
    fields.color_primaries(colours.color_primaries()).color_trc(colours.color_trc());
    fields.time_base().num(1).den(codec.clockRate());
    fields.framerate().num(framesPerSecond).den(1);
    fields.gop_size(interval(settings));
    fields.max_b_frames(0).thread_count(1).bit_rate(bitsPerSecond);
    try {
      switch (name) {
        case X264 -> x264(context);
        case OPENH264 -> openH264(context);
        case VP8, VP9 -> vpx(context, name);
        default -> throw new CodecException("nothing encodes " + codec.encodingName());
      }
    } catch (CodecException e) {
      context.close();
      throw e;
    }
    return context.open();
  }

  /** Changes the bit rate of an encoder that can do so while it runs. */
  static void rateOfX264(AVCodecContext fields, int bitsPerSecond) {
    fields.bit_rate(bitsPerSecond).rc_max_rate(bitsPerSecond).rc_buffer_size(bitsPerSecond);
  }

  private void x264(CodecContext context) throws CodecException {
    rateOfX264(context.configure(), bitsPerSecond);
    int effort = settings.effort() == 0 ? 7 : settings.effort();
    context.option("preset", X264_PRESETS[effort - 1]);
    context.option("tune", "zerolatency");
    context.option("profile", "baseline");
    context.option("forced-idr", "1");
    // One slice, not one for each thread; no list of its options in the stream.
    context.option("x264-params", "sliced-threads=0:scenecut=0:annexb=1:repeat-headers=1");
    if (settings.quality() > 0) {
      context.option("crf", Integer.toString(settings.quality()));
    }
  }

  private static final String[] X264_PRESETS = {
    "slower", "slow", "medium", "fast", "faster", "veryfast", "veryfast", "superfast", "ultrafast"
  };

  private void openH264(CodecContext context) throws CodecException {
    AVCodecContext fields = context.configure();
    fields.profile(avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE);
    fields.rc_max_rate(bitsPerSecond + bitsPerSecond / 2);
    context.option("rc_mode", "bitrate");
    context.option("coder", "cavlc");
    fields.qmin(settings.quality() > 0 ? settings.quality() : 12).qmax(48);
  }

  private void vpx(CodecContext context, String name) throws CodecException {
    AVCodecContext fields = context.configure();
    fields.rc_max_rate(bitsPerSecond).rc_min_rate(bitsPerSecond).rc_buffer_size(bitsPerSecond);
    fields.rc_initial_buffer_occupancy(bitsPerSecond / 2);
    fields.qmin(settings.quality() > 0 ? vpxQuantizer() : 4).qmax(58);
    context.option("deadline", "realtime");
    context.option("lag-in-frames", "0");
    context.option("error-resilient", "default");
    context.option("auto-alt-ref", "0");
    context.option("max-intra-rate", "300");
    if (name.equals(VP9)) {
      context.option("cpu-used", Integer.toString(settings.effort() == 0 ? 8 : vpxSpeed(8)));
      context.option("row-mt", "0");
    } else {
      context.option("cpu-used", Integer.toString(settings.effort() == 0 ? 8 : vpxSpeed(16)));
      context.option("static-thresh", "1");
    }
  }

  private int vpxSpeed(int most) {
    return Math.max(1, settings.effort() * most / 9);
  }

  /** From the scale of H.264, 0 to 51, to that of libvpx, 0 to 63. */
  private int vpxQuantizer() {
    return Math.min(57, settings.quality() * 63 / 51);
  }
}
