package org.wcs.codec;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * One picture, planar YUV 4:2:0 with 8 bits and limited range, in native memory.
 *
 * <p>Its pixels are frozen and shared by {@link #ref}; each reference is closed by its owner. A
 * picture handed to a consumer is lent: it is closed by the lender when the consumer returns. A
 * reference may be used on any thread, by one at a time.
 */
public final class RawPicture implements AutoCloseable {
  private @Nullable AVFrame frame;

  /** Takes over the frame. */
  RawPicture(AVFrame frame) {
    this.frame = frame;
  }

  /** A picture that nobody has drawn on yet; its pixels are anything. */
  static RawPicture blank(int width, int height, long pts) {
    AVFrame frame = avutil.av_frame_alloc();
    frame.format(avutil.AV_PIX_FMT_YUV420P).width(width).height(height).pts(pts);
    frame.color_range(avutil.AVCOL_RANGE_MPEG);
    if (avutil.av_frame_get_buffer(frame, 0) < 0) {
      avutil.av_frame_free(frame);
      throw new IllegalArgumentException("no memory for a picture of " + width + "x" + height);
    }
    return new RawPicture(frame);
  }

  /** A black picture. FFmpeg must be {@linkplain Codecs#available available}. */
  public static RawPicture black(int width, int height, long pts) {
    RawPicture picture = blank(width, height, pts);
    for (int plane = 0; plane < 3; plane++) {
      BytePointer.memset(
          picture.frame().data(plane),
          plane == 0 ? 16 : 128,
          (long) picture.stride(plane) * picture.rows(plane));
    }
    return picture;
  }

  /**
   * A picture of the given pixels. FFmpeg must be {@linkplain Codecs#available available}.
   *
   * @param i420 the planes Y, U, V without padding
   */
  public static RawPicture ofI420(int width, int height, long pts, byte[] i420) {
    if (i420.length != octets(width, height)) {
      throw new IllegalArgumentException(
          i420.length + " octets are no picture of " + width + "x" + height);
    }
    RawPicture picture = blank(width, height, pts);
    int offset = 0;
    for (int plane = 0; plane < 3; plane++) {
      BytePointer data = picture.frame().data(plane);
      int columns = picture.columns(plane);
      for (int row = 0; row < picture.rows(plane); row++) {
        data.position((long) row * picture.stride(plane)).put(i420, offset, columns);
        offset += columns;
      }
    }
    return picture;
  }

  /** Width in pixels. */
  public int width() {
    return frame().width();
  }

  /** Height in pixels. */
  public int height() {
    return frame().height();
  }

  /** When it is shown, in ticks of 90 kHz. */
  public long pts() {
    return frame().pts();
  }

  /** Another reference to the same pixels, to be closed by the caller. */
  public RawPicture ref() {
    return at(pts());
  }

  /** Another reference to the same pixels, shown at another time, to be closed by the caller. */
  public RawPicture at(long pts) {
    AVFrame clone = avutil.av_frame_clone(frame());
    if (clone == null) {
      throw new OutOfMemoryError("no native memory for a reference to a picture");
    }
    return new RawPicture(clone.pts(pts));
  }

  /** A copy of the pixels: the planes Y, U, V without padding. */
  public byte[] i420() {
    byte[] i420 = new byte[octets(width(), height())];
    int offset = 0;
    for (int plane = 0; plane < 3; plane++) {
      BytePointer data = frame().data(plane);
      int columns = columns(plane);
      for (int row = 0; row < rows(plane); row++) {
        data.position((long) row * stride(plane)).get(i420, offset, columns);
        offset += columns;
      }
    }
    return i420;
  }

  /** Gives up this reference; no effect the second time. */
  @Override
  public void close() {
    if (frame != null) {
      avutil.av_frame_free(frame);
      frame = null;
    }
  }

  /** The frame, still owned by this picture. */
  AVFrame frame() {
    AVFrame now = frame;
    if (now == null) {
      throw new IllegalStateException("the picture is closed");
    }
    return now;
  }

  /** Whether nobody else refers to the pixels, so that they may be drawn on. */
  boolean isAlone() {
    return avutil.av_frame_is_writable(frame()) > 0;
  }

  private int stride(int plane) {
    return frame().linesize(plane);
  }

  private int columns(int plane) {
    return plane == 0 ? width() : (width() + 1) / 2;
  }

  private int rows(int plane) {
    return plane == 0 ? height() : (height() + 1) / 2;
  }

  private static int octets(int width, int height) {
    return width * height + 2 * ((width + 1) / 2) * ((height + 1) / 2);
  }
}
