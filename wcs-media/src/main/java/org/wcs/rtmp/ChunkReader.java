package org.wcs.rtmp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of a peer together from its chunks (Adobe RTMP 1.0 section 5.3), fed with
 * slices of any size. Each byte of a payload is copied once.
 *
 * <p>Set Chunk Size, Abort and Window Acknowledgement Size are obeyed here and handed on as well.
 * One thread. After an {@link RtmpException} the connection must be closed.
 */
final class ChunkReader {
  /** Takes what was read. */
  interface Receiver {
    void received(RtmpMessage message) throws RtmpException;
  }

  static final int DEFAULT_CHUNK_SIZE = 128;
  private static final int EXTENDED = 0xFFFFFF;
  private static final int SMALL_IDS = 64;
  private static final long DEFAULT_WINDOW = 2_500_000;
  private static final int[] HEADER_BYTES = {11, 7, 3, 0};

  private enum Step {
    HEADER,
    EXTENDED_TIMESTAMP,
    /** After a header of type 3, where some repeat the extended time stamp and some do not. */
    REPEATED_TIMESTAMP,
    PAYLOAD
  }

  private final ChunkLimits limits;
  private final RtmpMessageReader messages;
  private final @Nullable ChunkStream[] small = new ChunkStream[SMALL_IDS];
  private final Map<Integer, ChunkStream> large = new HashMap<>();
  private final byte[] header = new byte[14];
  private ChunkStream current = new ChunkStream(0);
  private Step step = Step.HEADER;
  private int fmt;
  private int have;
  private int need = 1;
  private int chunkRemaining;
  private int chunkSize = DEFAULT_CHUNK_SIZE;
  private int streamCount;
  private int buffered;
  private long bytesRead;
  private long window = DEFAULT_WINDOW;
  private long acknowledged;

  ChunkReader(ChunkLimits limits) {
    this.limits = limits;
    this.messages = new RtmpMessageReader(limits.amf());
  }

  /** All bytes given to {@link #read}. */
  long bytesRead() {
    return bytesRead;
  }

  /** Bytes held for unfinished messages. */
  int bufferedBytes() {
    return buffered;
  }

  /**
   * The number for an Acknowledgement that is due now, or -1; it counts as sent. Due when half the
   * window has come, so that a peer that waits for it never does.
   */
  long acknowledgementDue() {
    if (bytesRead - acknowledged < Math.max(1, window / 2)) {
      return -1;
    }
    acknowledged = bytesRead;
    return bytesRead & 0xFFFFFFFFL;
  }

  /** Reads the lent bytes and hands on each message that they finish. */
  void read(byte[] buffer, int offset, int length, Receiver receiver) throws RtmpException {
    bytesRead += length;
    consume(buffer, offset, offset + length, receiver);
  }

  private void consume(byte[] buffer, int from, int end, Receiver receiver) throws RtmpException {
    int at = from;
    while (at < end) {
      switch (step) {
        case HEADER -> {
          header[have++] = buffer[at++];
          if (have == need) {
            headerRead(receiver);
          }
        }
        case EXTENDED_TIMESTAMP -> {
          header[have++] = buffer[at++];
          if (have == 4) {
            current.field = int32(0);
            beginChunk(receiver);
          }
        }
        case REPEATED_TIMESTAMP -> {
          if (buffer[at] == (byte) (current.field >>> 24 - 8 * have)) {
            header[have++] = buffer[at++];
            if (have == 4) {
              beginChunk(receiver);
            }
          } else {
            notRepeated(receiver);
          }
        }
        case PAYLOAD -> at += payload(buffer, at, end, receiver);
      }
    }
  }

  /** What looked like the extended time stamp was content. */
  private void notRepeated(Receiver receiver) throws RtmpException {
    byte[] content = {header[0], header[1], header[2]};
    int count = have;
    beginChunk(receiver);
    consume(content, 0, count, receiver);
  }

  private void headerRead(Receiver receiver) throws RtmpException {
    int basic = basicBytes();
    if (have < basic) {
      need = basic;
      return;
    }
    fmt = (header[0] & 0xFF) >>> 6;
    if (have < basic + HEADER_BYTES[fmt]) {
      need = basic + HEADER_BYTES[fmt];
      return;
    }
    current = stream(chunkStreamId());
    if (fmt < 3) {
      fields(basic);
    }
    have = 0;
    if (!current.extended) {
      beginChunk(receiver);
    } else {
      step = fmt < 3 ? Step.EXTENDED_TIMESTAMP : Step.REPEATED_TIMESTAMP;
    }
  }

  /** Section 5.3.1.1: the low 6 bits are the id, or say that one or two bytes more hold it. */
  private int basicBytes() {
    return switch (header[0] & 0x3F) {
      case 0 -> 2;
      case 1 -> 3;
      default -> 1;
    };
  }

  private int chunkStreamId() {
    return switch (basicBytes()) {
      case 2 -> 64 + (header[1] & 0xFF);
      case 3 -> 64 + (header[1] & 0xFF) + ((header[2] & 0xFF) << 8);
      default -> header[0] & 0x3F;
    };
  }

  private ChunkStream stream(int id) throws RtmpException {
    ChunkStream known = id < SMALL_IDS ? small[id] : large.get(id);
    if (known != null) {
      return known;
    }
    // Librtmp opens a chunk stream for its pings with type 1; it then counts from time 0.
    if (fmt > 1) {
      throw new RtmpException("chunk stream " + id + " begins with a header of type " + fmt);
    }
    if (++streamCount > limits.chunkStreams()) {
      throw new RtmpException("more than " + limits.chunkStreams() + " chunk streams");
    }
    ChunkStream opened = new ChunkStream(id);
    if (id < SMALL_IDS) {
      small[id] = opened;
    } else {
      large.put(id, opened);
    }
    return opened;
  }

  /** Sections 5.3.1.2.1 to 5.3.1.2.3. */
  private void fields(int at) throws RtmpException {
    ChunkStream stream = current;
    int length = fmt < 2 ? uint24(at + 3) : stream.length;
    if (stream.unfinished() && (fmt == 0 || length != stream.length)) {
      throw new RtmpException(
          "chunk stream "
              + stream.id
              + " begins a message after "
              + stream.received
              + " of "
              + stream.length
              + " bytes of another");
    }
    stream.field = uint24(at);
    stream.extended = stream.field == EXTENDED;
    stream.length = length;
    if (fmt < 2) {
      stream.typeId = header[at + 6] & 0xFF;
    }
    if (fmt == 0) {
      stream.streamId = Integer.reverseBytes(int32(at + 7));
    }
  }

  private int uint24(int at) {
    return (header[at] & 0xFF) << 16 | (header[at + 1] & 0xFF) << 8 | header[at + 2] & 0xFF;
  }

  private int int32(int at) {
    return (header[at] & 0xFF) << 24 | uint24(at + 1);
  }

  private void beginChunk(Receiver receiver) throws RtmpException {
    have = 0;
    need = 1;
    ChunkStream stream = current;
    if (!stream.unfinished()) {
      beginMessage(stream);
    }
    chunkRemaining = Math.min(chunkSize, stream.length - stream.received);
    step = Step.PAYLOAD;
    if (chunkRemaining == 0) {
      chunkRead(stream, receiver);
    }
  }

  private void beginMessage(ChunkStream stream) throws RtmpException {
    if (stream.length > limits.messageBytes()) {
      throw new RtmpException(
          "a message of " + stream.length + " bytes, allowed are " + limits.messageBytes());
    }
    stream.advance(fmt);
    charge(stream.begin());
  }

  private void charge(int bytes) throws RtmpException {
    buffered += bytes;
    if (buffered > limits.bufferedBytes()) {
      throw new RtmpException(
          "unfinished messages hold more than " + limits.bufferedBytes() + " bytes");
    }
  }

  private int payload(byte[] buffer, int at, int end, Receiver receiver) throws RtmpException {
    ChunkStream stream = current;
    int count = Math.min(chunkRemaining, end - at);
    byte[] present = stream.body;
    if (present == null) {
      throw new IllegalStateException("payload without a message");
    }
    charge(stream.grow(present, count));
    System.arraycopy(buffer, at, stream.body, stream.received, count);
    stream.received += count;
    chunkRemaining -= count;
    if (chunkRemaining == 0) {
      chunkRead(stream, receiver);
    }
    return count;
  }

  private void chunkRead(ChunkStream stream, Receiver receiver) throws RtmpException {
    step = Step.HEADER;
    byte[] body = stream.body;
    if (body == null || stream.received < stream.length) {
      return;
    }
    buffered -= stream.drop();
    long timestamp = Integer.toUnsignedLong(stream.timestamp);
    RtmpMessage.Unknown raw =
        new RtmpMessage.Unknown(stream.typeId, stream.streamId, timestamp, body);
    if (raw.typeId() == RtmpMessageType.AGGREGATE) {
      for (RtmpMessage part : messages.split(raw)) {
        deliver(part, receiver);
      }
    } else {
      deliver(messages.read(raw), receiver);
    }
  }

  private void deliver(RtmpMessage message, Receiver receiver) throws RtmpException {
    obey(message);
    receiver.received(message);
  }

  private void obey(RtmpMessage message) {
    switch (message) {
      case RtmpMessage.SetChunkSize(int size) -> chunkSize = size;
      case RtmpMessage.Abort(int chunkStreamId) -> abort(chunkStreamId);
      case RtmpMessage.WindowAcknowledgementSize(long size) -> window = size;
      case RtmpMessage.Acknowledgement _,
          RtmpMessage.SetPeerBandwidth _,
          RtmpMessage.UserControl _,
          RtmpMessage.Command _,
          RtmpMessage.Data _,
          RtmpMessage.SharedObject _,
          RtmpMessage.Audio _,
          RtmpMessage.Video _,
          RtmpMessage.Unknown _ -> {}
    }
  }

  private void abort(int id) {
    ChunkStream stream = id >= 0 && id < SMALL_IDS ? small[id] : large.get(id);
    if (stream != null) {
      buffered -= stream.drop();
    }
  }
}
