package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.fake.DatagramWorld;
import org.wcs.lane.Lane;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspWriter;

/**
 * A camera in memory that does what a test tells it: by default it plays over the connection and by
 * UDP, as asked. All on one lane.
 */
final class FakeCamera implements ByteAcceptor {

  static final String PICTURES =
      "m=video 0 RTP/AVP 96\r\n"
          + "a=rtpmap:96 H264/90000\r\n"
          + "a=fmtp:96 packetization-mode=1;profile-level-id=42000A;"
          + "sprop-parameter-sets=Z0IACpZTBYmI,aMljiA==\r\n"
          + "a=control:trackID=1\r\n";
  static final String SOUND =
      "m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=control:trackID=2\r\n";
  static final String START =
      "v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=Camera \r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\n";

  static final InetAddress HOST = InetAddress.getLoopbackAddress();
  static final int PORTS = 6_970;

  final List<RtspRequest> requests = new ArrayList<>();
  final List<RtspResponse> answers = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<String> knocks = new ArrayList<>(); // datagrams that came
  String sdp = START + PICTURES + SOUND;
  boolean overTcp = true;
  boolean byUdp = true;
  boolean numbered = true; // answers carry CSeq
  String session = "12345678;timeout=60";
  private final DatagramWorld world;
  private final Lane lane;
  private final Map<String, Script> scripts = new HashMap<>();
  private final Map<Integer, Integer> clientPorts = new HashMap<>(); // by medium

  /** What it answers to one method. */
  interface Script {
    /** Null for no answer at all. */
    @Nullable RtspResponse answer(RtspRequest request, Line line);
  }

  FakeCamera(DatagramWorld world, Lane lane) {
    this.world = world;
    this.lane = lane;
  }

  /** Answers a method like this from now on. */
  void on(String method, Script script) {
    scripts.put(method, script);
  }

  /** Answers a method as usual again. */
  void asUsual(String method) {
    scripts.remove(method);
  }

  /** The methods asked for so far. */
  List<String> methods() {
    return requests.stream().map(RtspRequest::method).toList();
  }

  /** The last request of a method. */
  RtspRequest last(String method) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** The connection there is now. */
  Line line() {
    return lines.getLast();
  }

  @Override
  public ByteReceiver accepted(ByteConnection connection) {
    Line line = new Line(connection);
    lines.add(line);
    return line;
  }

  /** Sends a datagram to the client's port for a medium. */
  void datagram(int medium, boolean rtcp, byte[] packet) {
    int odd = rtcp ? 1 : 0;
    InetSocketAddress from = new InetSocketAddress(HOST, PORTS + 2 * medium + odd);
    datagram(from, medium, rtcp, packet);
  }

  /** Sends a datagram of anybody. */
  void datagram(InetSocketAddress from, int medium, boolean rtcp, byte[] packet) {
    int port = clientPorts.getOrDefault(medium, 0) + (rtcp ? 1 : 0);
    world.send(from, new InetSocketAddress(HOST, port), packet);
  }

  static RtspResponse status(int status, String... headers) {
    return new RtspResponse(status, RtspHeaders.of(headers));
  }

  /** The usual answer. */
  RtspResponse usual(RtspRequest request) {
    return switch (request.method()) {
      case "OPTIONS" ->
          status(200, "Public", "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER");
      case "DESCRIBE" -> described(request.uri() + "/");
      case "SETUP" -> setup(request);
      case "PLAY", "TEARDOWN", "GET_PARAMETER", "SET_PARAMETER" -> status(200, "Session", session);
      default -> status(RtspStatus.NOT_IMPLEMENTED);
    };
  }

  RtspResponse described(String base) {
    return new RtspResponse(
        200,
        RtspHeaders.of("Content-Base", base, "Content-Type", "application/sdp"),
        sdp.getBytes(StandardCharsets.UTF_8));
  }

  private RtspResponse setup(RtspRequest request) {
    RtspTransport asked = RtspTransport.first(request.header("Transport"));
    if (asked == null || (asked.tcp() ? !overTcp : !byUdp)) {
      return status(RtspStatus.UNSUPPORTED_TRANSPORT);
    }
    RtspTransport given = asked;
    if (!asked.tcp()) {
      int medium = clientPorts.size();
      int port = PORTS + 2 * medium;
      clientPorts.put(medium, asked.clientPorts() == null ? 0 : asked.clientPorts().first());
      hear(port);
      hear(port + 1);
      given = asked.withServerPorts(port, port + 1);
    }
    return status(200, "Transport", given.text(), "Session", session);
  }

  private void hear(int port) {
    world.attach(
        new InetSocketAddress(HOST, port),
        lane,
        (from, bytes) -> knocks.add(port + " " + bytes.length));
  }

  /** One connection of a client. */
  final class Line implements ByteReceiver, RtspReader.Taker {
    final ByteConnection connection;
    final List<byte[]> reports = new ArrayList<>(); // interleaved packets that came
    boolean closed;
    private final RtspReader reader = new RtspReader(RtspLimits.SERVER, this);

    Line(ByteConnection connection) {
      this.connection = connection;
    }

    void raw(byte[] bytes) {
      connection.write(bytes, 0, bytes.length);
      connection.flush();
    }

    void raw(String text) {
      raw(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(RtspMessage message) {
      raw(RtspWriter.bytes(message));
    }

    void packet(int channel, byte[] packet) {
      byte[] framed = new byte[4 + packet.length];
      RtspWriter.interleaved(framed, 0, channel, packet.length);
      System.arraycopy(packet, 0, framed, 4, packet.length);
      raw(framed);
    }

    @Override
    public void received(ByteConnection from, byte[] buffer, int offset, int length) {
      try {
        reader.read(buffer, offset, length);
      } catch (RtspException e) {
        throw new AssertionError("the client broke the protocol", e);
      }
    }

    @Override
    public void writabilityChanged(ByteConnection of, boolean writable) {
      // a camera writes what it has
    }

    @Override
    public void closed(ByteConnection of, @Nullable String why) {
      closed = true;
    }

    @Override
    public void message(RtspMessage message) {
      switch (message) {
        case RtspResponse response -> answers.add(response);
        case RtspRequest request -> {
          requests.add(request);
          Script script = scripts.get(request.method());
          answer(request, script == null ? usual(request) : script.answer(request, this));
        }
      }
    }

    private void answer(RtspRequest request, @Nullable RtspResponse answer) {
      if (answer != null && numbered) {
        String number = String.valueOf(request.header("CSeq"));
        RtspHeaders headers = answer.headers().with().set("CSeq", number).build();
        send(new RtspResponse(answer.status(), answer.reason(), headers, answer.body()));
      } else if (answer != null) {
        send(answer);
      }
    }

    @Override
    public void interleaved(int channel, byte[] buffer, int offset, int length) {
      reports.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }
}
