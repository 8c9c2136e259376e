package org.wcs.bench.rtmp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfValue;

/** The bytes that a plain client sends. Stateless. */
final class Wire {

  static final int AUDIO = 8;
  static final int VIDEO = 9;

  /** The stream that every server makes first. */
  static final int STREAM_ID = 1;

  /** S0, S1 and S2. */
  static final int ANSWER = 1 + 2 * 1_536;

  private static final int PACKET = 1_536;
  private static final int SET_CHUNK_SIZE = 1;
  private static final int ACKNOWLEDGEMENT = 3;
  private static final int COMMAND = 20;
  private static final int CHUNK = 65_536;
  private static final int HEADER = 12;

  private Wire() {}

  /** C0 and C1 without a signature. */
  static ByteBuffer hello() {
    byte[] packet = new byte[1 + PACKET];
    new Random(2).nextBytes(packet);
    packet[0] = 3;
    ByteBuffer hello = ByteBuffer.wrap(packet);
    hello.putLong(1, 0);
    return hello;
  }

  /** C2, {@code connect} and what follows for a player or the publisher. */
  static ByteBuffer goOn(ByteBuffer answer, String name, boolean publish) {
    byte[] echo = new byte[PACKET];
    answer.get(1, echo);
    byte[] chunkSize = ByteBuffer.allocate(4).putInt(CHUNK).array();
    AmfValue.Text stream = new AmfValue.Text(name);
    return join(
        ByteBuffer.wrap(echo),
        message(SET_CHUNK_SIZE, 2, 0, 0, chunkSize),
        command(0, "connect", 1, new AmfValue.Obj(Map.of("app", new AmfValue.Text("live")))),
        command(0, "createStream", 2, AmfValue.NULL),
        publish
            ? command(STREAM_ID, "publish", 3, AmfValue.NULL, stream, new AmfValue.Text("live"))
            : command(STREAM_ID, "play", 3, AmfValue.NULL, stream));
  }

  private static ByteBuffer command(int streamId, String name, int number, AmfValue... rest) {
    List<AmfValue> values = new ArrayList<>();
    values.add(new AmfValue.Text(name));
    values.add(new AmfValue.Number(number));
    values.addAll(List.of(rest));
    return message(COMMAND, 3, 0, streamId, Amf0.write(values));
  }

  /** One message with a full header; longer ones go on in chunks of the size announced. */
  static ByteBuffer message(int type, int channel, long millis, int streamId, byte[] body) {
    int cuts = Math.max(0, body.length - 1) / CHUNK;
    ByteBuffer out = ByteBuffer.allocate(HEADER + body.length + cuts);
    out.put((byte) channel);
    out.put((byte) (millis >> 16)).putShort((short) millis);
    out.put((byte) (body.length >> 16)).putShort((short) body.length);
    out.put((byte) type).putInt(Integer.reverseBytes(streamId));
    for (int at = 0; at < body.length; at += CHUNK) {
      if (at > 0) {
        out.put((byte) (0xC0 | channel));
      }
      out.put(body, at, Math.min(CHUNK, body.length - at));
    }
    return out.flip();
  }

  /** An acknowledgement, which also shows that we are alive. */
  static ByteBuffer acknowledgement(long received) {
    byte[] body = ByteBuffer.allocate(4).putInt((int) received).array();
    return message(ACKNOWLEDGEMENT, 2, 0, 0, body);
  }

  private static ByteBuffer join(ByteBuffer... parts) {
    int length = 0;
    for (ByteBuffer part : parts) {
      length += part.remaining();
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (ByteBuffer part : parts) {
      all.put(part);
    }
    return all.flip();
  }
}
