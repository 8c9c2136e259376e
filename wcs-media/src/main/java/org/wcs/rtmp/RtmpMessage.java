package org.wcs.rtmp;

import java.util.List;
import org.wcs.amf.AmfValue;

/**
 * One RTMP message (Adobe RTMP 1.0 sections 5.4, 6.2 and 7.1). Frozen; any thread.
 *
 * <p>Time stamps are milliseconds, unsigned 32 bits in a long: they wrap.
 */
sealed interface RtmpMessage {
  /** The message stream of the protocol itself. */
  int CONTROL_STREAM = 0;

  /** The number of the type on the wire. */
  int typeId();

  /** The message stream, 0 for the connection itself. */
  default int streamId() {
    return CONTROL_STREAM;
  }

  /** Milliseconds, 0 to 2^32 - 1. */
  default long timestamp() {
    return 0;
  }

  /** Section 5.4.1: the sender's chunks will be of this size, 1 to 2^31 - 1 bytes. */
  record SetChunkSize(int size) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.SET_CHUNK_SIZE;
    }
  }

  /** Section 5.4.2: the message begun on that chunk stream will not be finished. */
  record Abort(int chunkStreamId) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.ABORT;
    }
  }

  /** Section 5.4.3: so many bytes have arrived, modulo 2^32. */
  record Acknowledgement(long sequenceNumber) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.ACKNOWLEDGEMENT;
    }
  }

  /** Section 5.4.4: acknowledge after so many bytes. */
  record WindowAcknowledgementSize(long size) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.WINDOW_ACKNOWLEDGEMENT_SIZE;
    }
  }

  /** Section 5.4.5: send no more than so many bytes without acknowledgement. */
  record SetPeerBandwidth(long size, Limit limit) implements RtmpMessage {
    /** How the size joins the one in force; the order is that of the wire. */
    enum Limit {
      HARD,
      SOFT,
      DYNAMIC
    }

    @Override
    public int typeId() {
      return RtmpMessageType.SET_PEER_BANDWIDTH;
    }
  }

  /**
   * Section 7.1.7.
   *
   * @param value the stream id, or the time of a ping
   * @param extra milliseconds of {@code SET_BUFFER_LENGTH}, else 0
   */
  record UserControl(Kind kind, long value, long extra) implements RtmpMessage {
    /** The events of section 7.1.7 and those that Adobe's server sends besides. */
    enum Kind {
      STREAM_BEGIN(0),
      STREAM_EOF(1),
      STREAM_DRY(2),
      SET_BUFFER_LENGTH(3),
      STREAM_IS_RECORDED(4),
      PING_REQUEST(6),
      PING_RESPONSE(7),
      SWF_VERIFICATION_REQUEST(26),
      SWF_VERIFICATION_RESPONSE(27),
      BUFFER_EMPTY(31),
      BUFFER_READY(32),
      /** None of the above. */
      OTHER(-1);

      final int event;

      Kind(int event) {
        this.event = event;
      }

      static Kind of(int event) {
        for (Kind kind : values()) {
          if (kind.event == event) {
            return kind;
          }
        }
        return OTHER;
      }
    }

    UserControl(Kind kind, long value) {
      this(kind, value, 0);
    }

    @Override
    public int typeId() {
      return RtmpMessageType.USER_CONTROL;
    }
  }

  /**
   * Section 7.1.1: a command or the answer to one.
   *
   * @param object the command object, {@code AmfValue.NULL} if there is none
   * @param amf3 whether it came, or shall go, as message type 17
   */
  record Command(
      int streamId,
      long timestamp,
      String name,
      double transactionId,
      AmfValue object,
      List<AmfValue> arguments,
      boolean amf3)
      implements RtmpMessage {
    /** Copies the arguments. */
    public Command {
      arguments = List.copyOf(arguments);
    }

    /** A command in AMF 0 at time 0. */
    static Command of(
        int streamId, String name, double transactionId, AmfValue object, AmfValue... arguments) {
      return new Command(streamId, 0, name, transactionId, object, List.of(arguments), false);
    }

    /** The argument at that place, {@code AmfValue.UNDEFINED} if there are fewer. */
    AmfValue argument(int index) {
      return index < arguments.size() ? arguments.get(index) : AmfValue.UNDEFINED;
    }

    @Override
    public int typeId() {
      return amf3 ? RtmpMessageType.COMMAND_AMF3 : RtmpMessageType.COMMAND_AMF0;
    }
  }

  /**
   * Section 7.1.2: metadata and other data of a stream.
   *
   * @param name the first value if it is a text, else empty
   * @param arguments what follows the name
   */
  record Data(int streamId, long timestamp, String name, List<AmfValue> arguments, boolean amf3)
      implements RtmpMessage {
    /** Copies the arguments. */
    public Data {
      arguments = List.copyOf(arguments);
    }

    /** The argument at that place, {@code AmfValue.UNDEFINED} if there are fewer. */
    AmfValue argument(int index) {
      return index < arguments.size() ? arguments.get(index) : AmfValue.UNDEFINED;
    }

    @Override
    public int typeId() {
      return amf3 ? RtmpMessageType.DATA_AMF3 : RtmpMessageType.DATA_AMF0;
    }
  }

  /** Section 7.1.3, unread: this server has no shared objects. */
  record SharedObject(int streamId, long timestamp, byte[] body, boolean amf3)
      implements RtmpMessage {
    @Override
    public int typeId() {
      return amf3 ? RtmpMessageType.SHARED_OBJECT_AMF3 : RtmpMessageType.SHARED_OBJECT_AMF0;
    }
  }

  /** Section 7.1.4: the body of an FLV audio tag. */
  record Audio(int streamId, long timestamp, byte[] body) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.AUDIO;
    }
  }

  /** Section 7.1.5: the body of an FLV video tag. */
  record Video(int streamId, long timestamp, byte[] body) implements RtmpMessage {
    @Override
    public int typeId() {
      return RtmpMessageType.VIDEO;
    }
  }

  /** A message of a type unknown here, or data that could not be read. */
  record Unknown(int typeId, int streamId, long timestamp, byte[] body) implements RtmpMessage {}
}
