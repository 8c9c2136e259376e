package org.wcs.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A publisher that is written by the specification alone (Adobe RTMP 1.0); sends G.711 silence. */
final class RtmpSender implements AutoCloseable {

  static final int PACKET = 1_536;

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int SET_CHUNK_SIZE = 1;
  private static final int AUDIO = 8;
  private static final int COMMAND = 20;
  private static final int CHUNK = 4_096;
  private static final int PACKET_MILLIS = 20;

  /** FLV: G.711 mu-law, 16 bits, mono. */
  private static final byte MU_LAW = (byte) 0x82;

  private static final byte SILENCE = (byte) 0xFF;
  private static final byte[] NULL = {5};
  private static final byte[] OBJECT_END = {0, 0, 9};

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private int millis;
  private boolean published;

  /** Connects and shakes hands. */
  RtmpSender(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** The server's version byte and its echo of what the client sent (section 5.2). */
  record Handshake(int version, byte[] sent, byte[] echo) {}

  Handshake shakeHands() throws IOException {
    byte[] sent = new byte[PACKET];
    Arrays.fill(sent, 8, PACKET, (byte) 0x5A);
    out.writeByte(3);
    out.write(sent);
    int version = in.readUnsignedByte();
    byte[] theirs = in.readNBytes(PACKET);
    byte[] echo = in.readNBytes(PACKET);
    out.write(theirs);
    return new Handshake(version, sent, echo);
  }

  /** Publishes to the application {@code live} until it is closed. */
  void publish(String name) throws IOException {
    shakeHands();
    message(SET_CHUNK_SIZE, 2, 0, ByteBuffer.allocate(4).putInt(CHUNK).array());
    byte[] application = {3};
    message(
        COMMAND,
        3,
        0,
        join(text("connect"), number(1), application, key("app"), text("live"), OBJECT_END));
    message(COMMAND, 3, 0, join(text("createStream"), number(2), NULL));
    message(COMMAND, 3, 1, join(text("publish"), number(3), NULL, text(name), text("live")));
    published = true;
    clock.scheduleAtFixedRate(this::sound, 0, PACKET_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sound() {
    byte[] body = new byte[1 + 8 * PACKET_MILLIS];
    Arrays.fill(body, SILENCE);
    body[0] = MU_LAW;
    try {
      message(AUDIO, 4, 1, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // ends the clock
    }
    millis += PACKET_MILLIS;
  }

  /** One message in one chunk with a full header (section 5.3.1.2.1). */
  private void message(int type, int channel, int streamId, byte[] body) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(12).put((byte) channel);
    header.put((byte) (millis >> 16)).putShort((short) millis);
    header.put((byte) 0).putShort((short) body.length);
    header.put((byte) type).putInt(Integer.reverseBytes(streamId));
    out.write(join(header.array(), body));
  }

  private static byte[] text(String text) {
    byte[] marker = {2};
    return join(marker, key(text));
  }

  private static byte[] key(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return join(ByteBuffer.allocate(2).putShort((short) bytes.length).array(), bytes);
  }

  private static byte[] number(double value) {
    return ByteBuffer.allocate(9).put((byte) 0).putDouble(value).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    clock.close();
    try (socket) {
      if (published) {
        message(COMMAND, 3, 0, join(text("deleteStream"), number(4), NULL, number(1)));
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream()); // what is unread would undo the farewell
      }
    }
  }
}
