package org.wcs.rtsp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a byte stream apart into messages and interleaved packets (RFC 2326 sections 4 and 10.12).
 *
 * <p>On the connection's lane. Any slicing gives the same. Lines may end with a line feed alone,
 * blank lines may precede a message, names may have blanks before the colon.
 *
 * <p>What cannot be read throws {@link RtspException} once; everything after that is ignored.
 */
public final class RtspReader {
  private static final int LONGEST_METHOD = 32;
  private static final int KEPT = 65_535;
  private static final byte[] NOTHING = {};

  /** Gets what was read. */
  public interface Taker {
    /** A whole message, for the taker to keep. */
    void message(RtspMessage message);

    /**
     * A whole packet of an interleaved channel, lent until this returns.
     *
     * @param channel 0 to 255, whatever the peer wrote
     * @param length may be 0
     */
    void interleaved(int channel, byte[] buffer, int offset, int length);
  }

  private enum State {
    START,
    FIRST_WORD,
    HEAD,
    BODY,
    FRAME_HEADER,
    FRAME,
    STOPPED
  }

  private final RtspLimits limits;
  private final Taker taker;
  private final byte[] frameHeader = new byte[3];

  private State state = State.START;
  private byte[] gathered = NOTHING;
  private int count;
  private int wanted;
  private int lineLength;
  private boolean firstLine;
  private int stray;
  private long strayTotal;
  private @Nullable RtspHead head;

  /** Reads for one connection. */
  public RtspReader(RtspLimits limits, Taker taker) {
    this.limits = limits;
    this.taker = taker;
  }

  /** Ignores everything from now on, even what is left of the present bytes. */
  public void stop() {
    state = State.STOPPED;
    gathered = NOTHING;
  }

  /** Whether a message or packet has begun and not ended. */
  public boolean midway() {
    return state != State.START && state != State.STOPPED;
  }

  /** Bytes that belonged to nothing and were skipped. */
  public long strayBytes() {
    return strayTotal;
  }

  /**
   * Reads on.
   *
   * @throws RtspException if the peer broke the protocol or a limit; then this has stopped
   */
  public void read(byte[] buffer, int offset, int length) throws RtspException {
    int at = offset;
    int end = offset + length;
    try {
      while (at < end) {
        at = step(buffer, at, end);
      }
    } catch (RtspException e) {
      stop();
      throw e;
    }
  }

  /** Handles at least one byte and returns where to go on. */
  private int step(byte[] buffer, int at, int end) throws RtspException {
    return switch (state) {
      case START -> start(buffer, at, end);
      case FIRST_WORD -> firstWord(buffer[at], at);
      case HEAD -> head(buffer, at, end);
      case BODY -> body(buffer, at, end);
      case FRAME_HEADER -> frameHeader(buffer, at, end);
      case FRAME -> frame(buffer, at, end);
      case STOPPED -> end;
    };
  }

  private int start(byte[] buffer, int at, int end) throws RtspException {
    byte first = buffer[at];
    count = 0;
    lineLength = 0;
    if (first == '$') {
      int whole = wholeFrame(buffer, at, end);
      if (whole >= 0) {
        stray = 0;
        taker.interleaved(buffer[at + 1] & 0xFF, buffer, at + 4, whole);
        return at + 4 + whole;
      }
      state = State.FRAME_HEADER;
    } else if (letter(first)) {
      state = State.FIRST_WORD;
      keep(first);
    } else if (first != '\r' && first != '\n' && first != ' ' && first != '\t') {
      skip(1);
    }
    return at + 1;
  }

  /** The length of a packet that lies in the buffer with all of its bytes; -1 if it does not. */
  private static int wholeFrame(byte[] buffer, int at, int end) {
    if (end - at < 4) {
      return -1;
    }
    int length = (buffer[at + 2] & 0xFF) << 8 | (buffer[at + 3] & 0xFF);
    return length <= end - at - 4 ? length : -1;
  }

  /** Binary data is told from a message by its first word, before anything waits for a line end. */
  private int firstWord(byte octet, int at) throws RtspException {
    boolean blank = octet == ' ' || octet == '\t';
    if (blank || octet == '\n') {
      state = State.HEAD;
      lineLength = count;
      firstLine = true;
      return at;
    }
    if (count >= LONGEST_METHOD || !wordCharacter(octet)) {
      skip(count);
      state = State.START;
      return at;
    }
    keep(octet);
    return at + 1;
  }

  private static boolean wordCharacter(int octet) {
    return octet == '/' || octet == '\r' || (octet != '$' && Grammar.tokenCharacter(octet));
  }

  private static boolean letter(int octet) {
    return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
  }

  private int head(byte[] buffer, int from, int end) throws RtspException {
    int at = from;
    while (at < end) {
      byte octet = buffer[at++];
      keep(octet);
      if (octet == '\n') {
        if (lineLength == 0) {
          headComplete();
          return at;
        }
        lineLength = 0;
        if (firstLine && !startLine()) {
          return at;
        }
      } else if (octet != '\r') {
        lineLength++;
      }
    }
    return at;
  }

  /** Text between messages is skipped line by line, lest it take the next message with it. */
  private boolean startLine() throws RtspException {
    firstLine = false;
    if (limits.strayBytes() == 0 || RtspHead.begins(gathered, count)) {
      return true;
    }
    skip(count);
    state = State.START;
    return false;
  }

  private void headComplete() throws RtspException {
    RtspHead read = RtspHead.parse(gathered, count, limits);
    if (read == null) {
      // without a head that makes sense there is no telling where a body would end
      skip(count);
      state = State.START;
      return;
    }
    head = read;
    wanted = read.bodyLength();
    count = 0;
    state = State.BODY;
    if (wanted == 0) {
      complete(read, NOTHING);
    }
  }

  private int body(byte[] buffer, int at, int end) {
    int taken = gather(buffer, at, end);
    RtspHead read = head;
    if (count == wanted && read != null) {
      complete(read, Arrays.copyOf(gathered, count));
    }
    return at + taken;
  }

  private void complete(RtspHead read, byte[] body) {
    head = null;
    stray = 0;
    state = State.START;
    if (gathered.length > KEPT) {
      gathered = NOTHING;
    }
    taker.message(read.message(body));
  }

  private int frameHeader(byte[] buffer, int from, int end) {
    int at = from;
    while (at < end && count < frameHeader.length) {
      frameHeader[count++] = buffer[at++];
    }
    if (count == frameHeader.length) {
      wanted = (frameHeader[1] & 0xFF) << 8 | (frameHeader[2] & 0xFF);
      count = 0;
      state = State.FRAME;
      if (wanted == 0) {
        frameComplete(NOTHING, 0);
      }
    }
    return at;
  }

  private int frame(byte[] buffer, int at, int end) {
    if (count == 0 && end - at >= wanted) {
      frameComplete(buffer, at);
      return at + wanted;
    }
    int taken = gather(buffer, at, end);
    if (count == wanted) {
      frameComplete(gathered, 0);
    }
    return at + taken;
  }

  private void frameComplete(byte[] buffer, int offset) {
    stray = 0;
    state = State.START;
    taker.interleaved(frameHeader[0] & 0xFF, buffer, offset, wanted);
  }

  /** Takes what is wanted; room grows with what has come, not with what was announced. */
  private int gather(byte[] buffer, int at, int end) {
    int taken = Math.min(wanted - count, end - at);
    if (gathered.length < count + taken) {
      int doubled = Math.min(wanted, Math.max(4_096, gathered.length * 2));
      gathered = Arrays.copyOf(gathered, Math.max(doubled, count + taken));
    }
    System.arraycopy(buffer, at, gathered, count, taken);
    count += taken;
    return taken;
  }

  private void keep(byte octet) throws RtspException {
    if (count == limits.headBytes()) {
      throw new RtspException(RtspStatus.HEAD_TOO_LARGE, "message head too long");
    }
    if (count == gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(512, count * 2));
    }
    gathered[count++] = octet;
  }

  private void skip(int octets) throws RtspException {
    stray += octets;
    strayTotal += octets;
    if (stray > limits.strayBytes()) {
      throw new RtspException(RtspStatus.BAD_REQUEST, "neither a message nor a packet");
    }
  }
}
