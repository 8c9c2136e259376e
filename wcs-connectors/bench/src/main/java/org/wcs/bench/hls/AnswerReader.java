package org.wcs.bench.hls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads answers of known length (RFC 9112 section 6.3), one after the other. One thread. */
final class AnswerReader {

  private static final int MAX_HEAD = 8_192;
  private static final int HEAD_END = 0x0D0A0D0A;
  private static final byte[] NOTHING = {};
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *(\\d{1,12})\r");
  private static final Pattern GZIP = Pattern.compile("\ncontent-encoding: *gzip\r");

  private final byte[] head = new byte[MAX_HEAD];
  private int headLength;
  private int lastFour;
  private boolean inContent;
  private boolean keep;
  private int status;
  private boolean gzip;
  private long length;
  private long got;
  private byte[] content = NOTHING;

  /** Another request has been sent. */
  void expect(boolean keepContent) {
    keep = keepContent;
    headLength = 0;
    lastFour = 0;
    inContent = false;
    got = 0;
    content = NOTHING;
  }

  /**
   * Takes what has come, up to the end of the answer.
   *
   * @param nanos since the request
   * @return the answer once it is complete
   */
  @Nullable Answer read(ByteBuffer bytes, long nanos) throws IOException {
    while (!inContent && bytes.hasRemaining()) {
      readHead(bytes.get());
    }
    if (!inContent) {
      return null;
    }
    int count = (int) Math.min(length - got, bytes.remaining());
    if (keep) {
      bytes.get(content, (int) got, count);
    } else {
      bytes.position(bytes.position() + count);
    }
    got += count;
    return got < length ? null : new Answer(status, gzip, length, content, nanos);
  }

  private void readHead(byte next) throws IOException {
    if (headLength == MAX_HEAD) {
      throw new IOException("the head of an answer is too long");
    }
    head[headLength++] = next;
    lastFour = lastFour << 8 | next & 0xFF;
    if (lastFour == HEAD_END) {
      parse(new String(head, 0, headLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }
  }

  private void parse(String text) throws IOException {
    Matcher line = STATUS.matcher(text.toUpperCase(Locale.ROOT));
    Matcher size = LENGTH.matcher(text);
    if (!line.lookingAt() || !size.find()) {
      throw new IOException("an answer without status or length: " + text.strip());
    }
    status = Integer.parseInt(line.group(1));
    length = Long.parseLong(size.group(1));
    gzip = GZIP.matcher(text).find();
    content = keep ? new byte[Math.toIntExact(length)] : NOTHING;
    inContent = true;
  }
}
