package org.wcs.rtsp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.wcs.config.RtspConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.ByteSwitch;
import org.wcs.fake.ManualLane;
import org.wcs.net.PortRange;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.StreamHub;

/** A client and a camera in memory, on one lane. */
final class ClientStage implements LinkListener {

  static final String URL = "rtsp://camera/live?x=1";

  final ManualLane lane = new ManualLane();
  final StreamHub hub = new StreamHub();
  final ByteSwitch network = new ByteSwitch(List.of(lane));
  final FakeCamera camera = new FakeCamera(network.datagrams(), lane);
  final RtspClient client;
  final List<String> heard = new ArrayList<>();
  private int sequence;
  private int timestamp;

  ClientStage(String... settings) {
    client =
        new RtspClient(
            new RtspParts(
                config(settings),
                hub,
                (stream, kind, wish) -> new Rendition.Absent(),
                RtspPolicy.OPEN,
                new RtspRuntime(0, new PortRange(31_000, 31_999))),
            network);
    network.host("camera", camera);
  }

  static RtspConfig config(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return WcsConfig.read(properties, Map.of(), new Properties()).rtsp();
  }

  RtspLink pull(boolean lasting) {
    return pull(URL, lasting);
  }

  RtspLink pull(String url, boolean lasting) {
    Publisher publisher = new Publisher("p1", "m1", "RTSP");
    RtspLink link =
        client.pull(Objects.requireNonNull(RtspPullOrder.of(url, "cam", publisher, lasting)), this);
    settle();
    return link;
  }

  /** A link whose media have come over the connection. */
  RtspLink flowing(boolean lasting) {
    RtspLink link = pull(lasting);
    media(10);
    return link;
  }

  /** Pictures and sound over the connection, 20 ms each. */
  void media(int times) {
    for (int i = 0; i < times; i++) {
      FakeCamera.Line line = camera.line();
      line.packet(0, picture());
      line.packet(2, sound());
      advance(20);
    }
  }

  /** The same by UDP. */
  void datagrams(int times) {
    for (int i = 0; i < times; i++) {
      camera.datagram(0, false, picture());
      camera.datagram(1, false, sound());
      advance(20);
    }
  }

  /** A key frame in one packet. */
  byte[] picture() {
    byte[] slice = new byte[100];
    slice[0] = 0x65;
    slice[1] = (byte) 0x88;
    return rtp(96, true, ++sequence, timestamp += 1_800, 7, slice);
  }

  byte[] sound() {
    return rtp(0, false, sequence, timestamp / 90 * 8, 8, new byte[160]);
  }

  static byte[] rtp(int type, boolean marker, int sequence, int timestamp, int ssrc, byte[] body) {
    ByteBuffer packet = ByteBuffer.allocate(12 + body.length);
    packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
    packet.putShort((short) sequence).putInt(timestamp).putInt(ssrc).put(body);
    return packet.array();
  }

  void settle() {
    lane.drain();
  }

  /** Moves time on in steps of 10 ms. */
  void advance(long millis) {
    settle();
    for (long passed = 0; passed < millis; passed += 10) {
      lane.advance(10_000_000L);
    }
  }

  MediaStream stream() {
    return hub.find("cam").orElseThrow();
  }

  /** Whether nothing is left behind: connections, sockets, timers, streams, links. */
  boolean clean() {
    return network.connections().stream().noneMatch(pair -> pair.left().isOpen())
        && network.datagrams().open() == 0
        && lane.timers() == 0
        && lane.waiting() == 0
        && hub.streams().isEmpty()
        && client.pulls() == 0;
  }

  @Override
  public void connected() {
    heard.add("connected");
  }

  @Override
  public void flowing(MediaStream stream) {
    heard.add("flowing " + stream.name());
  }

  @Override
  public void interrupted(String why) {
    heard.add("interrupted " + why);
  }

  @Override
  public void ended(EndReason reason, String why) {
    heard.add("ended " + reason + " " + why);
  }
}
