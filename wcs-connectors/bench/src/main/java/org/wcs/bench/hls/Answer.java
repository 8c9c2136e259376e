package org.wcs.bench.hls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * What came for one request.
 *
 * @param status HTTP status code
 * @param gzip whether the content is compressed
 * @param length of the content
 * @param content empty where nobody wanted to keep it
 * @param nanos from the request to the last byte
 */
record Answer(int status, boolean gzip, long length, byte[] content, long nanos) {

  private static final int OK = 200;

  boolean good() {
    return status == OK;
  }

  /** The content as text. */
  String text() throws IOException {
    if (!gzip) {
      return new String(content, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
