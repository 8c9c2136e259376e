package org.wcs.rtmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a reader keeps of one chunk stream: the last header and the unfinished message. */
final class ChunkStream {
  /** Larger messages get more room as they come, so that a header alone costs little. */
  static final int FIRST_CAPACITY = 1 << 14;

  /** What a message that has come so far gets at once: most pictures are copied no further. */
  static final int SECOND_CAPACITY = 1 << 18;

  /**
   * Librtmp means "at the same time" by a header of type 3 after one of type 0, where section
   * 5.3.1.2.4 means "later by the time stamp of the header of type 0". Within this many
   * milliseconds the specification is believed.
   */
  private static final long PLAUSIBLE_DELTA = 10_000;

  final int id;
  int typeId;
  int streamId;
  int length;
  int timestamp;

  /** The time stamp field of the last header of type 0 to 2, as transmitted. */
  int field;

  boolean absolute;
  boolean extended;
  byte @Nullable [] body;
  int received;

  ChunkStream(int id) {
    this.id = id;
  }

  boolean unfinished() {
    return body != null;
  }

  /** Moves the clock to the message that begins with a header of this type. */
  void advance(int fmt) {
    if (fmt == 0) {
      timestamp = field;
      absolute = true;
    } else if (fmt < 3) {
      timestamp += field;
      absolute = false;
    } else if (!absolute || Integer.toUnsignedLong(field) <= PLAUSIBLE_DELTA) {
      timestamp += field;
    }
  }

  /** Makes room for the message and returns how many bytes that took. */
  int begin() {
    byte[] made = new byte[Math.min(length, FIRST_CAPACITY)];
    body = made;
    received = 0;
    return made.length;
  }

  /** Makes room for so many bytes more and returns how many bytes that took. */
  int grow(byte[] present, int more) {
    if (received + more <= present.length) {
      return 0;
    }
    int wanted = Math.max(SECOND_CAPACITY, present.length * 2);
    int capacity = Math.max(received + more, Math.min(length, wanted));
    body = Arrays.copyOf(present, capacity);
    return capacity - present.length;
  }

  /** Forgets the unfinished message and returns how many bytes that frees. */
  int drop() {
    byte[] present = body;
    body = null;
    received = 0;
    return present == null ? 0 : present.length;
  }
}
