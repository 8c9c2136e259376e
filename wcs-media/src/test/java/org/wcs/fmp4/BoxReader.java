package org.wcs.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds boxes for tests; a size that does not fit fails the test. */
final class BoxReader {

  private BoxReader() {}

  /** The content of the box at the end of a path such as {@code moof/traf/trun}. */
  static ByteBuffer box(byte[] bytes, String path) {
    byte[] content = bytes;
    for (String type : path.split("/")) {
      content = child(content, type);
    }
    return ByteBuffer.wrap(content);
  }

  private static byte[] child(byte[] content, String type) {
    int at = 0;
    byte[] found = null;
    while (at < content.length) {
      int size = ByteBuffer.wrap(content).getInt(at);
      if (size < 8 || at + size > content.length) {
        throw new IllegalStateException("box of " + size + " bytes at " + at);
      }
      String name = new String(content, at + 4, 4, StandardCharsets.US_ASCII);
      if (found == null && name.equals(type)) {
        found = Arrays.copyOfRange(content, at + 8, at + size);
      }
      at += size;
    }
    if (found == null) {
      throw new IllegalStateException("no " + type);
    }
    return found;
  }
}
