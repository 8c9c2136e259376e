package org.wcs.rtmp;

/**
 * Cuts messages into chunks (Adobe RTMP 1.0 section 5.3). Every message starts with a full header
 * of type 0, so that the bytes depend on nothing sent before and one array serves all receivers of
 * a stream. One thread; {@link #shared} any thread.
 */
final class ChunkWriter {
  /** Chunk size for {@link #shared}: few headers, and still commands get between. */
  static final int SHARED_CHUNK_SIZE = 65_536;

  static final int CONTROL_CHUNK_STREAM = 2;
  static final int COMMAND_CHUNK_STREAM = 3;
  static final int AUDIO_CHUNK_STREAM = 4;
  static final int DATA_CHUNK_STREAM = 5;
  static final int VIDEO_CHUNK_STREAM = 6;

  private static final int MAX_LENGTH = 0xFFFFFF;
  private static final int EXTENDED = 0xFFFFFF;
  private static final int FULL_HEADER = 12;

  private int chunkSize = ChunkReader.DEFAULT_CHUNK_SIZE;

  /** The size in force. */
  int chunkSize() {
    return chunkSize;
  }

  /**
   * The chunks of one message in an array of its own. A {@code SetChunkSize} takes effect after
   * itself.
   */
  byte[] write(RtmpMessage message) {
    byte[] chunks = shared(message, chunkSize);
    if (message instanceof RtmpMessage.SetChunkSize(int size)) {
      chunkSize = size;
    }
    return chunks;
  }

  /**
   * The chunks of one message for everybody who was told that chunk size; frozen from here on.
   *
   * @throws IllegalArgumentException for a body of 16 MiB or more, which no header can tell
   */
  static byte[] shared(RtmpMessage message, int chunkSize) {
    byte[] body = RtmpMessageWriter.body(message);
    if (body.length > MAX_LENGTH) {
      throw new IllegalArgumentException("a message of " + body.length + " bytes");
    }
    boolean extended = message.timestamp() >= EXTENDED;
    int repeated = extended ? 5 : 1;
    int more = body.length == 0 ? 0 : (body.length - 1) / chunkSize;
    byte[] chunks = new byte[FULL_HEADER + repeated - 1 + more * repeated + body.length];
    int chunkStream = chunkStream(message);
    chunks[0] = (byte) chunkStream;
    header(chunks, message, body.length);
    int at = FULL_HEADER;
    int from = 0;
    do {
      if (from > 0) {
        chunks[at++] = (byte) (0xC0 | chunkStream);
      }
      if (extended) {
        put32(chunks, at, message.timestamp());
        at += 4;
      }
      int count = Math.min(chunkSize, body.length - from);
      System.arraycopy(body, from, chunks, at, count);
      at += count;
      from += count;
    } while (from < body.length);
    return chunks;
  }

  private static void header(byte[] into, RtmpMessage message, int length) {
    put24(into, 1, (int) Math.min(message.timestamp(), EXTENDED));
    put24(into, 4, length);
    into[7] = (byte) message.typeId();
    // the only little-endian field
    put32(into, 8, Integer.reverseBytes(message.streamId()));
  }

  private static int chunkStream(RtmpMessage message) {
    return switch (message) {
      case RtmpMessage.SetChunkSize _,
          RtmpMessage.Abort _,
          RtmpMessage.Acknowledgement _,
          RtmpMessage.WindowAcknowledgementSize _,
          RtmpMessage.SetPeerBandwidth _,
          RtmpMessage.UserControl _ ->
          CONTROL_CHUNK_STREAM;
      case RtmpMessage.Command _ -> COMMAND_CHUNK_STREAM;
      case RtmpMessage.Audio _ -> AUDIO_CHUNK_STREAM;
      case RtmpMessage.Video _ -> VIDEO_CHUNK_STREAM;
      case RtmpMessage.Data _, RtmpMessage.SharedObject _, RtmpMessage.Unknown _ ->
          DATA_CHUNK_STREAM;
    };
  }

  private static void put24(byte[] into, int at, int value) {
    into[at] = (byte) (value >>> 16);
    into[at + 1] = (byte) (value >>> 8);
    into[at + 2] = (byte) value;
  }

  private static void put32(byte[] into, int at, long value) {
    into[at] = (byte) (value >>> 24);
    put24(into, at + 1, (int) value);
  }
}
