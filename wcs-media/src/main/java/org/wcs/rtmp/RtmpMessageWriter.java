package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfValue;

/** Makes the bodies of messages (Adobe RTMP 1.0 sections 5.4 and 7.1). Stateless, any thread. */
final class RtmpMessageWriter {
  private RtmpMessageWriter() {}

  /** The body; that of media is the message's own array. */
  static byte[] body(RtmpMessage message) {
    return switch (message) {
      case RtmpMessage.SetChunkSize(int size) -> int32(size);
      case RtmpMessage.Abort(int chunkStreamId) -> int32(chunkStreamId);
      case RtmpMessage.Acknowledgement(long number) -> int32(number);
      case RtmpMessage.WindowAcknowledgementSize(long size) -> int32(size);
      case RtmpMessage.SetPeerBandwidth(long size, RtmpMessage.SetPeerBandwidth.Limit limit) -> {
        byte[] body = new byte[5];
        put(body, 0, size);
        body[4] = (byte) limit.ordinal();
        yield body;
      }
      case RtmpMessage.UserControl control -> userControl(control);
      case RtmpMessage.Command command -> command(command);
      case RtmpMessage.Data data -> data(data);
      case RtmpMessage.SharedObject shared -> shared.body();
      case RtmpMessage.Audio audio -> audio.body();
      case RtmpMessage.Video video -> video.body();
      case RtmpMessage.Unknown unknown -> unknown.body();
    };
  }

  private static byte[] userControl(RtmpMessage.UserControl control) {
    boolean two = control.kind() == RtmpMessage.UserControl.Kind.SET_BUFFER_LENGTH;
    byte[] body = new byte[two ? 10 : 6];
    body[0] = (byte) (control.kind().event >>> 8);
    body[1] = (byte) control.kind().event;
    put(body, 2, control.value());
    if (two) {
      put(body, 6, control.extra());
    }
    return body;
  }

  private static byte[] command(RtmpMessage.Command command) {
    List<AmfValue> values = new ArrayList<>();
    values.add(AmfValue.of(command.name()));
    values.add(AmfValue.of(command.transactionId()));
    values.add(command.object());
    values.addAll(command.arguments());
    return amf(values, command.amf3());
  }

  private static byte[] data(RtmpMessage.Data data) {
    List<AmfValue> values = new ArrayList<>();
    if (!data.name().isEmpty()) {
      values.add(AmfValue.of(data.name()));
    }
    values.addAll(data.arguments());
    return amf(values, data.amf3());
  }

  private static byte[] amf(List<AmfValue> values, boolean amf3) {
    byte[] plain = Amf0.write(values);
    if (!amf3) {
      return plain;
    }
    byte[] body = new byte[plain.length + 1];
    System.arraycopy(plain, 0, body, 1, plain.length);
    return body;
  }

  private static byte[] int32(long value) {
    byte[] body = new byte[4];
    put(body, 0, value);
    return body;
  }

  private static void put(byte[] into, int at, long value) {
    into[at] = (byte) (value >>> 24);
    into[at + 1] = (byte) (value >>> 16);
    into[at + 2] = (byte) (value >>> 8);
    into[at + 3] = (byte) value;
  }
}
