package org.wcs.codec;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Pictures as PNG files (ISO/IEC 15948). Any thread; needs FFmpeg. */
final class Png {

  /** More is refused, so that a small file cannot take all memory. */
  private static final long MOST_PIXELS = 4_096L * 2_304;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final String NAME = "png";

  private Png() {}

  static byte[] encode(RawPicture picture) throws CodecException {
    AVFrame colours = converted(picture.frame(), avutil.AV_PIX_FMT_RGB24);
    CodecContext context = CodecContext.encoder(NAME);
    AVCodecContext fields = context.configure();
    fields.width(colours.width()).height(colours.height()).pix_fmt(avutil.AV_PIX_FMT_RGB24);
    fields.time_base().num(1).den(1);
    fields.thread_count(1).compression_level(3);
    List<byte[]> files = new ArrayList<>();
    try (CodecContext encoder = context.open()) {
      encoder.encode(colours, packet -> files.add(CodecContext.bytes(packet)));
    } finally {
      avutil.av_frame_free(colours);
    }
    if (files.isEmpty()) {
      throw new CodecException("the picture came to nothing");
    }
    return files.get(0);
  }

  static Overlay overlay(byte[] file, Overlay.Place place) throws CodecException {
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (file.length <= i || file[i] != SIGNATURE[i]) {
        throw new CodecException("this is no PNG file");
      }
    }
    CodecContext context = CodecContext.decoder(NAME);
    context.configure().thread_count(1).max_pixels(MOST_PIXELS);
    List<Overlay> found = new ArrayList<>();
    try (CodecContext decoder = context.open()) {
      decoder.decode(file, 0, frame -> found.add(overlay(frame, place)));
      if (found.isEmpty()) {
        decoder.drainFrames(frame -> found.add(overlay(frame, place)));
      }
    } catch (IllegalStateException e) {
      throw new CodecException("the PNG file cannot be used: " + e.getMessage());
    }
    if (found.isEmpty()) {
      throw new CodecException("there is no picture in the PNG file");
    }
    return found.get(0);
  }

  private static Overlay overlay(AVFrame decoded, Overlay.Place place) {
    int width = decoded.width();
    int height = decoded.height();
    AVFrame frame = transparent(decoded);
    try {
      byte[] opacity = plane(frame, 3, width, height);
      int across = (width + 1) / 2;
      int down = (height + 1) / 2;
      byte[] coarse = halved(opacity, width, height);
      return new Overlay(
          width,
          height,
          new Overlay.Plane[] {
            new Overlay.Plane(width, height, plane(frame, 0, width, height), opacity),
            new Overlay.Plane(across, down, plane(frame, 1, across, down), coarse),
            new Overlay.Plane(across, down, plane(frame, 2, across, down), coarse)
          },
          place);
    } finally {
      avutil.av_frame_free(frame);
    }
  }

  /** By way of RGBA: black and white would come out in full range otherwise. */
  private static AVFrame transparent(AVFrame decoded) {
    try {
      AVFrame colours = converted(decoded, avutil.AV_PIX_FMT_RGBA);
      try {
        return converted(colours, avutil.AV_PIX_FMT_YUVA420P);
      } finally {
        avutil.av_frame_free(colours);
      }
    } catch (CodecException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static byte[] plane(AVFrame frame, int plane, int width, int height) {
    byte[] samples = new byte[width * height];
    BytePointer data = frame.data(plane);
    for (int row = 0; row < height; row++) {
      data.position((long) row * frame.linesize(plane)).get(samples, row * width, width);
    }
    data.position(0);
    return samples;
  }

  /** The mean of each four. */
  private static byte[] halved(byte[] samples, int width, int height) {
    int across = (width + 1) / 2;
    byte[] means = new byte[across * ((height + 1) / 2)];
    for (int i = 0; i < means.length; i++) {
      int x = i % across * 2;
      int y = i / across * 2;
      int right = Math.min(x + 1, width - 1);
      int below = Math.min(y + 1, height - 1);
      int sum =
          (samples[y * width + x] & 0xFF)
              + (samples[y * width + right] & 0xFF)
              + (samples[below * width + x] & 0xFF)
              + (samples[below * width + right] & 0xFF);
      means[i] = (byte) ((sum + 2) / 4);
    }
    return means;
  }

  /** The same picture in another format, to be freed by the caller. */
  private static AVFrame converted(AVFrame from, int format) throws CodecException {
    AVFrame onto = avutil.av_frame_alloc();
    onto.format(format).width(from.width()).height(from.height()).pts(0);
    SwsContext context =
        swscale.sws_getContext(
            from.width(),
            from.height(),
            from.format(),
            from.width(),
            from.height(),
            format,
            swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND,
            null,
            null,
            (DoublePointer) null);
    if (context == null || avutil.av_frame_get_buffer(onto, 0) < 0) {
      swscale.sws_freeContext(context);
      avutil.av_frame_free(onto);
      throw new CodecException("the format of the picture cannot be converted");
    }
    colours(context, from);
    try (PointerPointer<BytePointer> fromPlanes = new PointerPointer<>(4);
        PointerPointer<BytePointer> ontoPlanes = new PointerPointer<>(4);
        IntPointer fromStrides = new IntPointer(4);
        IntPointer ontoStrides = new IntPointer(4)) {
      for (int plane = 0; plane < 4; plane++) {
        fromPlanes.put(plane, from.data(plane));
        fromStrides.put(plane, from.linesize(plane));
        ontoPlanes.put(plane, onto.data(plane));
        ontoStrides.put(plane, onto.linesize(plane));
      }
      swscale.sws_scale(
          context, fromPlanes, fromStrides, 0, from.height(), ontoPlanes, ontoStrides);
    } finally {
      swscale.sws_freeContext(context);
    }
    return onto;
  }

  /** What video means by its numbers; of PNG files there is nothing to say. */
  private static void colours(SwsContext context, @Nullable AVFrame video) {
    if (video == null || video.format() != avutil.AV_PIX_FMT_YUV420P) {
      return;
    }
    IntPointer coefficients =
        swscale.sws_getCoefficients(
            video.colorspace() == avutil.AVCOL_SPC_BT709
                ? swscale.SWS_CS_ITU709
                : swscale.SWS_CS_DEFAULT);
    swscale.sws_setColorspaceDetails(
        context,
        coefficients,
        0,
        swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
        1,
        0,
        1 << 16,
        1 << 16);
  }
}
