package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;

/**
 * What RFC 2435 needs to know of a baseline JPEG image (ITU-T T.81 annex B). Immutable.
 *
 * @param width in pixels, up to 2040
 * @param height in pixels, up to 2040
 * @param type 0 for 4:2:2, 1 for 4:2:0
 * @param restart MCUs between restart markers, 0 without
 * @param tables two quantization tables of eight bits, luma first
 * @param scan where the coded scan begins in the image
 * @param end where it ends
 */
record JpegImage(int width, int height, int type, int restart, byte[] tables, int scan, int end) {
  private static final int MOST_PIXELS = 2_040;
  private static final int SOF0 = 0xC0;
  private static final int DHT = 0xC4;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DRI = 0xDD;

  /** Reads an image; null if it is none, or one that RFC 2435 cannot describe. */
  static @Nullable JpegImage parse(byte[] image) {
    Segments segments = new Segments();
    int scan = segments.read(image);
    if (scan < 0 || !segments.usable()) {
      return null;
    }
    int end = image.length;
    boolean ended =
        end - scan > 2 && image[end - 2] == (byte) 0xFF && image[end - 1] == (byte) 0xD9;
    return new JpegImage(
        segments.width,
        segments.height,
        segments.luma == 0x21 ? 0 : 1,
        segments.restart,
        segments.tables,
        scan,
        ended ? end - 2 : end);
  }

  /** Gathers what stands before the scan. */
  private static final class Segments {
    private final byte[] tables = new byte[2 * JpegTables.COEFFICIENTS];
    private int width;
    private int height;
    private int luma;
    private int restart;
    private int known; // a bit for each quantization table
    private boolean good = true;

    /** Where the scan begins, or -1. */
    int read(byte[] image) {
      int at = 2;
      while (good && at + 4 <= image.length && image[at] == (byte) 0xFF) {
        int marker = image[at + 1] & 0xFF;
        int length = RtpHeader.readShort(image, at + 2);
        if (length < 2 || length > image.length - at - 2) {
          return -1;
        }
        int body = at + 4;
        int end = at + 2 + length;
        if (marker == SOS) {
          return end < image.length ? end : -1;
        }
        segment(image, marker, body, end);
        at = end;
      }
      return -1;
    }

    private void segment(byte[] image, int marker, int body, int end) {
      switch (marker) {
        case SOF0 -> frame(image, body, end);
        case DQT -> quantization(image, body, end);
        case DHT -> good &= huffman(image, body, end);
        case DRI -> restart = end - body >= 2 ? RtpHeader.readShort(image, body) : 0;
        default -> good &= marker >= 0xE0 || marker < SOF0; // comments and applications
      }
    }

    private void frame(byte[] image, int body, int end) {
      good = end - body >= 15 && image[body] == 8 && image[body + 5] == 3;
      if (good) {
        height = RtpHeader.readShort(image, body + 1);
        width = RtpHeader.readShort(image, body + 3);
        luma = image[body + 7];
        good = image[body + 10] == 0x11 && image[body + 13] == 0x11;
      }
    }

    private void quantization(byte[] image, int body, int end) {
      int at = body;
      while (at < end) {
        int id = image[at];
        if (id < 0 || id > 1 || end - at <= JpegTables.COEFFICIENTS) {
          good = false;
          return;
        }
        int to = id * JpegTables.COEFFICIENTS;
        System.arraycopy(image, at + 1, tables, to, JpegTables.COEFFICIENTS);
        known |= 1 << id;
        at += 1 + JpegTables.COEFFICIENTS;
      }
    }

    /** Every table of the segment has to be one of annex K. */
    private static boolean huffman(byte[] image, int body, int end) {
      int at = body;
      while (at < end) {
        if (end - at < 17) {
          return false;
        }
        int length = 17;
        for (int i = 1; i <= 16; i++) {
          length += image[at + i] & 0xFF;
        }
        if (length > end - at || !usual(image, at, length)) {
          return false;
        }
        at += length;
      }
      return true;
    }

    private static boolean usual(byte[] image, int from, int length) {
      byte[] standard = JpegTables.huffmanSegment();
      for (int at = 4; at + length <= standard.length; at++) {
        if (Arrays.equals(standard, at, at + length, image, from, from + length)) {
          return true;
        }
      }
      return false;
    }

    boolean usable() {
      if (known == 1) {
        int half = JpegTables.COEFFICIENTS;
        System.arraycopy(tables, 0, tables, half, half);
      }
      return good
          && (known & 1) == 1
          && width > 0
          && height > 0
          && width <= MOST_PIXELS
          && height <= MOST_PIXELS
          && (luma == 0x21 || luma == 0x22);
    }
  }
}
