package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.wcs.config.RtspConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.BytePair;
import org.wcs.fake.ByteSwitch;
import org.wcs.fake.ManualLane;
import org.wcs.net.PortRange;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/** A server with clients in memory, all on one lane unless told otherwise. */
final class ServerStage {

  static final String SDP =
      "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
          + "a=fmtp:96 packetization-mode=1;profile-level-id=42000A;"
          + "sprop-parameter-sets=Z0IACpZTBYmI,aMljiA==\r\na=control:streamid=0\r\n"
          + "m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=control:streamid=1\r\n";

  final ManualLane lane = new ManualLane();
  final StreamHub hub = new StreamHub();
  final ManualLane other = new ManualLane();
  final ByteSwitch network = new ByteSwitch(List.of(lane, other));
  final RtspProtocol protocol;
  private int port = 40_000;

  ServerStage(String... settings) {
    this(RtspPolicy.OPEN, settings);
  }

  ServerStage(RtspPolicy policy, String... settings) {
    protocol =
        new RtspProtocol(
            config(settings),
            hub,
            (Renditions) ServerStage::asPublished,
            policy,
            new RtspRuntime(0, new PortRange(31_000, 31_999)));
    protocol.open(network);
  }

  static RtspConfig config(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return WcsConfig.read(properties, Map.of(), new Properties()).rtsp();
  }

  private static Rendition asPublished(MediaStream stream, Codec.Kind kind, Wish wish) {
    return stream
        .track(kind)
        .<Rendition>map(track -> new Rendition.Ready(track, false))
        .orElseGet(Rendition.Absent::new);
  }

  /** A client that has connected. */
  ServerTalk talk() {
    return talk(lane);
  }

  /** A client whose connection is on this lane of the server. */
  ServerTalk talk(ManualLane serverLane) {
    BytePair pair = new BytePair(lane, port++, serverLane, 554);
    serverLane.run(
        () -> pair.right().receiver(Objects.requireNonNull(protocol.accepted(pair.right()))));
    return new ServerTalk(this, pair);
  }

  /** A client that records pictures and sound over its connection. */
  ServerTalk publisher(String name) {
    return publisher(name, talk());
  }

  ServerTalk publisher(String name, ServerTalk talk) {
    talk.announce(name);
    talk.ask("SETUP", "/" + name + "/streamid=0", "Transport", tcp(0) + ";mode=record");
    talk.ask("SETUP", "/" + name + "/streamid=1", "Transport", tcp(2) + ";mode=record");
    talk.ask("RECORD", "/" + name);
    talk.media(5);
    talk.say(2, talk.sound()); // a little ahead of the pictures, so that no player waits for it
    return talk;
  }

  /** A client that plays all tracks over its connection. */
  ServerTalk player(String name) {
    return player(name, talk());
  }

  ServerTalk player(String name, ServerTalk talk) {
    talk.ask("DESCRIBE", "/" + name);
    talk.ask("SETUP", "/" + name + "/trackID=0", "Transport", tcp(0));
    talk.ask("SETUP", "/" + name + "/trackID=1", "Transport", tcp(2));
    talk.ask("PLAY", "/" + name);
    return talk;
  }

  static String tcp(int channel) {
    return "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1);
  }

  static String udp(int port) {
    return "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1);
  }

  static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Runs everything that waits, on both lanes. */
  void settle() {
    do {
      lane.drain();
      other.drain();
    } while (lane.waiting() > 0);
  }

  /** Moves time on in steps of 10 ms. */
  void advance(long millis) {
    settle();
    for (long passed = 0; passed < millis; passed += 10) {
      lane.advance(10_000_000L);
      other.advance(10_000_000L);
      settle();
    }
  }

  RtspSnapshot.Totals totals() {
    return protocol.snapshot().totals();
  }
}
