package org.wcs.codec;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A small picture with transparency that is laid over others. Immutable, for any thread; {@link
 * Codecs#overlay} reads one.
 */
public final class Overlay {

  private final int width;
  private final int height;
  private final Plane[] planes;
  private final Place place;

  /**
   * Where it lies. Numbers are rounded to even ones; what does not fit is cut off.
   *
   * @param x pixels from the left edge, or from the right one
   * @param y pixels from the upper edge, or from the lower one
   * @param fromRight whether the right edges are x pixels apart, not the left ones
   * @param fromBottom whether the lower edges are y pixels apart, not the upper ones
   */
  public record Place(int x, int y, boolean fromRight, boolean fromBottom) {

    /** The upper left corner. */
    public static final Place CORNER = new Place(0, 0, false, false);

    /** Refuses negative numbers. */
    public Place {
      if (x < 0 || y < 0) {
        throw new IllegalArgumentException("no place in a picture: " + x + "," + y);
      }
    }
  }

  /**
   * One plane of samples.
   *
   * @param samples row by row
   * @param opacity of each sample, 0 to 255
   */
  record Plane(int width, int height, byte[] samples, byte[] opacity) {}

  Overlay(int width, int height, Plane[] planes, Place place) {
    this.width = width;
    this.height = height;
    this.planes = planes.clone();
    this.place = place;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** Draws on a picture of 4:2:0 that nobody else refers to. */
  void drawOn(AVFrame frame) {
    int x = start(place.x(), place.fromRight(), width, frame.width());
    int y = start(place.y(), place.fromBottom(), height, frame.height());
    for (int i = 0; i < planes.length; i++) {
      int shift = i == 0 ? 0 : 1;
      int stride = frame.linesize(i);
      int rows = frame.height() + shift >> shift;
      ByteBuffer onto = frame.data(i).capacity((long) stride * rows).asByteBuffer();
      int columns = (frame.width() + shift >> shift) - (x >> shift);
      int down = rows - (y >> shift);
      if (columns > 0 && down > 0) {
        int first = (y >> shift) * stride + (x >> shift);
        draw(planes[i], onto.slice(first, onto.capacity() - first), stride, columns, down);
      }
    }
  }

  private static int start(int distance, boolean fromEnd, int size, int whole) {
    return Math.max(0, fromEnd ? whole - size - distance : distance) & ~1;
  }

  private static void draw(Plane plane, ByteBuffer onto, int stride, int columns, int rows) {
    int across = Math.min(plane.width, columns);
    for (int row = 0; row < Math.min(plane.height, rows); row++) {
      int from = row * plane.width;
      int at = row * stride;
      for (int column = 0; column < across; column++) {
        int opacity = plane.opacity[from + column] & 0xFF;
        if (opacity > 0) {
          int sample = plane.samples[from + column] & 0xFF;
          int under = onto.get(at + column) & 0xFF;
          int mixed = (sample * opacity + under * (255 - opacity) + 127) / 255;
          onto.put(at + column, (byte) mixed);
        }
      }
    }
  }
}
