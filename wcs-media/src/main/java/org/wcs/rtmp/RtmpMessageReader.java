package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfException;
import org.wcs.amf.AmfLimits;
import org.wcs.amf.AmfValue;

/**
 * Makes messages of their bodies (Adobe RTMP 1.0 sections 5.4 and 7.1) and takes aggregates apart.
 * One thread.
 */
final class RtmpMessageReader {
  private static final int TAG_HEADER = 11;
  private static final int BACK_POINTER = 4;
  private static final int MAX_PARTS = 10_000;

  private final AmfLimits limits;

  RtmpMessageReader(AmfLimits limits) {
    this.limits = limits;
  }

  /**
   * What the message is. A broken command or control message is refused; broken data stays {@code
   * Unknown}, for it is the encoder that wrote it and its pictures may be good.
   */
  RtmpMessage read(RtmpMessage.Unknown raw) throws RtmpException {
    byte[] body = raw.body();
    return switch (raw.typeId()) {
      case RtmpMessageType.SET_CHUNK_SIZE -> chunkSize(int32(raw, 0));
      case RtmpMessageType.ABORT -> new RtmpMessage.Abort(int32(raw, 0));
      case RtmpMessageType.ACKNOWLEDGEMENT -> new RtmpMessage.Acknowledgement(uint32(raw, 0));
      case RtmpMessageType.WINDOW_ACKNOWLEDGEMENT_SIZE ->
          new RtmpMessage.WindowAcknowledgementSize(uint32(raw, 0));
      case RtmpMessageType.SET_PEER_BANDWIDTH -> bandwidth(raw);
      case RtmpMessageType.USER_CONTROL -> userControl(raw);
      case RtmpMessageType.AUDIO -> new RtmpMessage.Audio(raw.streamId(), raw.timestamp(), body);
      case RtmpMessageType.VIDEO -> new RtmpMessage.Video(raw.streamId(), raw.timestamp(), body);
      case RtmpMessageType.COMMAND_AMF0, RtmpMessageType.COMMAND_AMF3 -> command(raw);
      case RtmpMessageType.DATA_AMF0, RtmpMessageType.DATA_AMF3 -> data(raw);
      case RtmpMessageType.SHARED_OBJECT_AMF0, RtmpMessageType.SHARED_OBJECT_AMF3 ->
          new RtmpMessage.SharedObject(
              raw.streamId(),
              raw.timestamp(),
              body,
              raw.typeId() == RtmpMessageType.SHARED_OBJECT_AMF3);
      default -> raw;
    };
  }

  private static RtmpMessage chunkSize(int size) throws RtmpException {
    if (size < 1) {
      throw new RtmpException("chunk size " + Integer.toUnsignedString(size));
    }
    return new RtmpMessage.SetChunkSize(size);
  }

  private static RtmpMessage bandwidth(RtmpMessage.Unknown raw) throws RtmpException {
    long size = uint32(raw, 0);
    int limit = raw.body().length > 4 ? raw.body()[4] : 0;
    return new RtmpMessage.SetPeerBandwidth(
        size,
        switch (limit) {
          case 0 -> RtmpMessage.SetPeerBandwidth.Limit.HARD;
          case 1 -> RtmpMessage.SetPeerBandwidth.Limit.SOFT;
          default -> RtmpMessage.SetPeerBandwidth.Limit.DYNAMIC;
        });
  }

  private static RtmpMessage userControl(RtmpMessage.Unknown raw) throws RtmpException {
    byte[] body = raw.body();
    if (body.length < 2) {
      throw tooShort(raw);
    }
    int event = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
    return new RtmpMessage.UserControl(
        RtmpMessage.UserControl.Kind.of(event),
        body.length < 6 ? 0 : uint32(raw, 2),
        body.length < 10 ? 0 : uint32(raw, 6));
  }

  private RtmpMessage command(RtmpMessage.Unknown raw) throws RtmpException {
    boolean amf3 = raw.typeId() == RtmpMessageType.COMMAND_AMF3;
    List<AmfValue> values;
    try {
      values = values(raw, amf3);
    } catch (AmfException broken) {
      throw new RtmpException("a command cannot be read: " + broken.getMessage());
    }
    if (values.isEmpty() || !(values.getFirst() instanceof AmfValue.Text(String name))) {
      throw new RtmpException("a command without a name");
    }
    return new RtmpMessage.Command(
        raw.streamId(),
        raw.timestamp(),
        name,
        values.size() > 1 ? values.get(1).number(0) : 0,
        values.size() > 2 ? values.get(2) : AmfValue.NULL,
        values.size() > 3 ? values.subList(3, values.size()) : List.of(),
        amf3);
  }

  private RtmpMessage data(RtmpMessage.Unknown raw) {
    boolean amf3 = raw.typeId() == RtmpMessageType.DATA_AMF3;
    List<AmfValue> values;
    try {
      values = values(raw, amf3);
    } catch (AmfException _) {
      return raw;
    }
    boolean named = !values.isEmpty() && values.getFirst() instanceof AmfValue.Text;
    return new RtmpMessage.Data(
        raw.streamId(),
        raw.timestamp(),
        named ? values.getFirst().text("") : "",
        named ? values.subList(1, values.size()) : values,
        amf3);
  }

  /**
   * The AMF 3 forms put one byte of 0 before values that are AMF 0 all the same, AMF 3 only where
   * the marker says so. Some writers forget that byte; no message begins with a number, whose
   * marker is 0 too.
   */
  private List<AmfValue> values(RtmpMessage.Unknown raw, boolean amf3) throws AmfException {
    byte[] body = raw.body();
    int skip = amf3 && body.length > 0 && body[0] == 0 ? 1 : 0;
    return Amf0.read(body, skip, body.length - skip, limits);
  }

  /** Section 7.1.6: FLV tags, whose first has the time of the aggregate. */
  List<RtmpMessage> split(RtmpMessage.Unknown raw) throws RtmpException {
    List<RtmpMessage> parts = new ArrayList<>();
    byte[] body = raw.body();
    int at = 0;
    int first = body.length < TAG_HEADER ? 0 : tagTime(raw, 0);
    while (at < body.length) {
      if (body.length - at < TAG_HEADER) {
        throw new RtmpException("an aggregate ends within a header");
      }
      int typeId = body[at] & 0xFF;
      int length = int32(raw, at) & 0xFFFFFF;
      if (length > body.length - at - TAG_HEADER) {
        throw new RtmpException("an aggregate ends within a message");
      }
      if (parts.size() == MAX_PARTS) {
        throw new RtmpException("an aggregate of more than " + MAX_PARTS + " messages");
      }
      if (typeId == RtmpMessageType.AGGREGATE) {
        throw new RtmpException("an aggregate within an aggregate");
      }
      int time = (int) raw.timestamp() + tagTime(raw, at) - first;
      byte[] part = new byte[length];
      System.arraycopy(body, at + TAG_HEADER, part, 0, length);
      parts.add(
          read(
              new RtmpMessage.Unknown(typeId, raw.streamId(), Integer.toUnsignedLong(time), part)));
      // The last back pointer is sometimes missing.
      at += TAG_HEADER + length + BACK_POINTER;
    }
    return parts;
  }

  /** Three low bytes first, then the high one. */
  private static int tagTime(RtmpMessage.Unknown raw, int at) throws RtmpException {
    int both = int32(raw, at + 4);
    return both >>> 8 | both << 24;
  }

  private static long uint32(RtmpMessage.Unknown raw, int at) throws RtmpException {
    return Integer.toUnsignedLong(int32(raw, at));
  }

  private static int int32(RtmpMessage.Unknown raw, int at) throws RtmpException {
    byte[] body = raw.body();
    if (body.length < at + 4) {
      throw tooShort(raw);
    }
    return (body[at] & 0xFF) << 24
        | (body[at + 1] & 0xFF) << 16
        | (body[at + 2] & 0xFF) << 8
        | body[at + 3] & 0xFF;
  }

  private static RtmpException tooShort(RtmpMessage.Unknown raw) {
    return new RtmpException(
        "a message of type " + raw.typeId() + " has only " + raw.body().length + " bytes");
  }
}
