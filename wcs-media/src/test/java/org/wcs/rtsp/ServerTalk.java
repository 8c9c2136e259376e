package org.wcs.rtsp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.fake.BytePair;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspResponse;

/** A client that says what a test tells it to say, and notes what it hears. */
final class ServerTalk implements ByteReceiver, RtspReader.Taker {

  /** One packet that came, over the connection or by UDP. */
  record Packet(int channel, byte[] bytes) {
    int type() {
      return bytes[1] & 0x7F;
    }

    int sequence() {
      return ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
    }

    long timestamp() {
      return ByteBuffer.wrap(bytes).getInt(4) & 0xFFFF_FFFFL;
    }

    byte[] payload() {
      return Arrays.copyOfRange(bytes, 12, bytes.length);
    }
  }

  final List<RtspResponse> responses = new ArrayList<>();
  final List<Packet> packets = new ArrayList<>();
  final List<String> order = new ArrayList<>(); // what came, shortly
  private final ServerStage stage;
  private final BytePair pair;
  private final RtspReader reader = new RtspReader(RtspLimits.CLIENT, this);
  private @Nullable String session;
  private boolean closed;
  private int[] ports = {};
  private int cseq;
  private int sequence = 100;
  private int timestamp = 9_000;
  private int soundSequence = 500;
  private int soundTimestamp = 800;

  ServerTalk(ServerStage stage, BytePair pair) {
    this.stage = stage;
    this.pair = pair;
    pair.left().receiver(this);
  }

  /** A request for a path, with the session if there is one; returns its answer. */
  RtspResponse ask(String method, String path, String... headers) {
    int before = responses.size();
    request(method, path, headers);
    stage.settle();
    for (int waited = 0; responses.size() == before && waited < 1_000; waited += 10) {
      stage.advance(10); // PLAY waits a moment for the sound of its first picture
    }
    if (responses.size() == before) {
      throw new AssertionError("no answer to " + method + " " + path);
    }
    return responses.getLast();
  }

  /** A request whose answer may come later. */
  void request(String method, String path, String... headers) {
    requestWith("", method, path, headers);
  }

  void requestWith(String body, String method, String path, String... headers) {
    StringBuilder text = new StringBuilder();
    String uri = path.startsWith("/") ? "rtsp://localhost" + path : path;
    text.append(method).append(' ').append(uri).append(" RTSP/1.0\r\n");
    text.append("CSeq: ").append(++cseq).append("\r\n");
    boolean named = false;
    for (int i = 0; i < headers.length; i += 2) {
      named |= headers[i].equals("Session");
      if (!headers[i + 1].isEmpty()) {
        text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
      }
    }
    if (session != null && !named) {
      text.append("Session: ").append(session).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    say(text.append("\r\n").append(body).toString());
  }

  RtspResponse announce(String name) {
    requestWith(ServerStage.SDP, "ANNOUNCE", "/" + name, "Content-Type", "application/sdp");
    stage.settle();
    return responses.getLast();
  }

  /** Sends text as it is. */
  void say(String text) {
    say(text.getBytes(StandardCharsets.UTF_8));
  }

  void say(byte[] bytes) {
    stage.lane.run(() -> pair.left().write(bytes, 0, bytes.length));
  }

  /** An interleaved packet. */
  void say(int channel, byte[] packet) {
    ByteBuffer frame = ByteBuffer.allocate(4 + packet.length);
    frame.put((byte) '$').put((byte) channel).putShort((short) packet.length).put(packet);
    say(frame.array());
  }

  /** Pictures and sound over the connection, 20 ms each. */
  void media(int times) {
    for (int i = 0; i < times; i++) {
      say(0, picture());
      say(2, sound());
      stage.advance(20);
    }
  }

  /** The same by UDP, from the ports that were announced to those that were answered. */
  void datagrams(int times, int fromPort, int[] toPorts) {
    for (int i = 0; i < times; i++) {
      send(fromPort, toPorts[0], picture());
      send(fromPort + 2, toPorts[1], sound());
      stage.advance(20);
    }
  }

  void send(int fromPort, int toPort, byte[] packet) {
    InetSocketAddress from = ServerStage.local(fromPort);
    stage.network.datagrams().send(from, ServerStage.local(toPort), packet);
    stage.settle();
  }

  /** Takes what comes to a UDP port. */
  void listen(int port) {
    stage
        .network
        .datagrams()
        .attach(
            ServerStage.local(port),
            stage.lane,
            (from, bytes) -> {
              order.add("datagram " + port);
              packets.add(new Packet(port, bytes));
            });
  }

  /** A key frame in one packet. */
  byte[] picture() {
    byte[] slice = new byte[200];
    slice[0] = 0x65;
    slice[1] = (byte) 0x88;
    slice[2] = (byte) ++sequence;
    return rtp(96, true, sequence, timestamp += 1_800, slice);
  }

  byte[] sound() {
    byte[] body = new byte[160];
    body[0] = (byte) ++soundSequence;
    return rtp(0, false, soundSequence, soundTimestamp += 160, body);
  }

  static byte[] rtp(int type, boolean marker, int sequence, int timestamp, byte[] body) {
    ByteBuffer packet = ByteBuffer.allocate(12 + body.length);
    packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
    packet.putShort((short) sequence).putInt(timestamp).putInt(7_000 + type).put(body);
    return packet.array();
  }

  /** A receiver report without blocks. */
  static byte[] report() {
    return ByteBuffer.allocate(8)
        .put((byte) 0x80)
        .put((byte) 201)
        .putShort((short) 1)
        .putInt(9)
        .array();
  }

  /** The ports that the last answer names, or those that were noted. */
  int[] serverPorts() {
    String transport = responses.getLast().header("Transport");
    if (transport == null) {
      return ports;
    }
    String pair = transport.replaceAll(".*server_port=(\\d+-\\d+).*", "$1");
    return Arrays.stream(pair.split("-")).mapToInt(Integer::parseInt).toArray();
  }

  void ports(int[] noted) {
    ports = noted;
  }

  List<Packet> on(int channel) {
    return packets.stream().filter(each -> each.channel() == channel).toList();
  }

  @Nullable String session() {
    return session;
  }

  void session(@Nullable String id) {
    session = id;
  }

  boolean closed() {
    return closed;
  }

  BytePair.End client() {
    return pair.left();
  }

  BytePair.End server() {
    return pair.right();
  }

  /** Closes the connection without a word. */
  void leave() {
    stage.lane.run(pair.left()::close);
  }

  @Override
  public void message(RtspMessage message) {
    RtspResponse response = (RtspResponse) message;
    responses.add(response);
    order.add("response " + response.status());
    String header = response.header("Session");
    if (header != null) {
      session = header.split(";", 2)[0];
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    order.add("packet " + channel);
    packets.add(new Packet(channel, Arrays.copyOfRange(buffer, offset, offset + length)));
  }

  @Override
  public void received(ByteConnection from, byte[] buffer, int offset, int length) {
    try {
      reader.read(buffer, offset, length);
    } catch (RtspException broken) {
      throw new AssertionError(broken);
    }
  }

  @Override
  public void writabilityChanged(ByteConnection changed, boolean writable) {
    // the network in memory takes everything
  }

  @Override
  public void closed(ByteConnection gone, @Nullable String why) {
    closed = true;
    order.add("closed");
  }
}
