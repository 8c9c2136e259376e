package org.wcs.codec;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures. It remembers the sizes of the last call, so there is one for each pair of sizes.
 * One thread at a time; whoever made it closes it.
 */
public final class PictureScaler implements AutoCloseable {
  private final PointerPointer<BytePointer> fromPlanes = new PointerPointer<>(4);
  private final PointerPointer<BytePointer> ontoPlanes = new PointerPointer<>(4);
  private final IntPointer fromStrides = new IntPointer(4);
  private final IntPointer ontoStrides = new IntPointer(4);
  private @Nullable SwsContext context;
  private boolean closed;

  PictureScaler() {}

  /**
   * The picture in another size, to be closed by the caller; its pts is kept. A picture that has
   * the size already is only referred to.
   */
  public RawPicture scale(RawPicture from, PictureSize size, Fit fit) {
    if (from.width() == size.width() && from.height() == size.height()) {
      return from.ref();
    }
    PictureSize inner = inner(from, size, fit);
    RawPicture onto =
        inner.equals(size)
            ? RawPicture.blank(size.width(), size.height(), from.pts())
            : RawPicture.black(size.width(), size.height(), from.pts());
    draw(from, onto, centred(size, inner));
    return onto;
  }

  /**
   * Draws a picture scaled into a rectangle of another, which nobody else may refer to.
   *
   * @throws IllegalArgumentException when the rectangle is not inside, or the other is shared
   */
  public void draw(RawPicture from, RawPicture onto, Area area) {
    if (!onto.isAlone()) {
      throw new IllegalArgumentException("the picture to draw on is shared");
    }
    if (area.x() + area.width() > onto.width() || area.y() + area.height() > onto.height()) {
      throw new IllegalArgumentException(area + " is not inside the picture");
    }
    draw(from.frame(), onto.frame(), area);
  }

  /** Brings a frame of whatever format to a picture of the same size. */
  RawPicture convert(AVFrame from) {
    RawPicture onto = RawPicture.blank(from.width(), from.height(), from.pts());
    draw(from, onto.frame(), new Area(0, 0, from.width(), from.height()));
    return onto;
  }

  static PictureSize inner(RawPicture from, PictureSize size, Fit fit) {
    return switch (fit) {
      case STRETCH -> size;
      case LETTERBOX -> PictureSize.within(from.width(), from.height(), size);
    };
  }

  static Area centred(PictureSize size, PictureSize inner) {
    return new Area(
        (size.width() - inner.width()) / 2 & ~1,
        (size.height() - inner.height()) / 2 & ~1,
        inner.width(),
        inner.height());
  }

  private void draw(AVFrame from, AVFrame onto, Area area) {
    if (closed) {
      throw new IllegalStateException("the scaler is closed");
    }
    context =
        swscale.sws_getCachedContext(
            context,
            from.width(),
            from.height(),
            format(from),
            area.width(),
            area.height(),
            avutil.AV_PIX_FMT_YUV420P,
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (context == null) {
      throw new IllegalArgumentException(
          "cannot scale " + from.width() + "x" + from.height() + " to " + area);
    }
    for (int plane = 0; plane < 4; plane++) {
      fromPlanes.put(plane, from.data(plane));
      fromStrides.put(plane, from.linesize(plane));
      ontoPlanes.put(plane, at(onto, plane, area));
      ontoStrides.put(plane, onto.linesize(plane));
    }
    swscale.sws_scale(context, fromPlanes, fromStrides, 0, from.height(), ontoPlanes, ontoStrides);
  }

  private static @Nullable BytePointer at(AVFrame frame, int plane, Area area) {
    BytePointer data = frame.data(plane);
    if (data == null) {
      return null;
    }
    int shift = plane == 0 ? 0 : 1;
    long offset = (long) (area.y() >> shift) * frame.linesize(plane) + (area.x() >> shift);
    return data.getPointer(offset);
  }

  /** Full range has formats of its own in this interface of libswscale. */
  private static int format(AVFrame frame) {
    int format = frame.format();
    if (frame.color_range() != avutil.AVCOL_RANGE_JPEG) {
      return format;
    }
    if (format == avutil.AV_PIX_FMT_YUV420P) {
      return avutil.AV_PIX_FMT_YUVJ420P;
    } else if (format == avutil.AV_PIX_FMT_YUV422P) {
      return avutil.AV_PIX_FMT_YUVJ422P;
    } else if (format == avutil.AV_PIX_FMT_YUV444P) {
      return avutil.AV_PIX_FMT_YUVJ444P;
    }
    return format;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (context != null) {
        swscale.sws_freeContext(context);
        context = null;
      }
      fromPlanes.close();
      ontoPlanes.close();
      fromStrides.close();
      ontoStrides.close();
    }
  }
}
