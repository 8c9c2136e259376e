package org.wcs.rtmp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.wcs.config.RtmpConfig;
import org.wcs.config.WcsConfig;
import org.wcs.fake.BytePair;
import org.wcs.fake.ManualLane;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/** A server with clients in memory, all on one lane unless told otherwise. */
final class RtmpStage {

  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  final ManualLane lane = new ManualLane();
  final StreamHub hub = new StreamHub();
  final RtmpProtocol protocol;
  private final List<ManualLane> lanes = new ArrayList<>(List.of(lane));
  private final Map<TestClient, BytePair.End> ends = new IdentityHashMap<>();
  private int port = 40_000;

  RtmpStage(String... settings) {
    this(RtmpPolicy.OPEN, settings);
  }

  RtmpStage(RtmpPolicy policy, String... settings) {
    this(policy, RtmpStage::asPublished, settings);
  }

  RtmpStage(RtmpPolicy policy, Renditions renditions, String... settings) {
    protocol = new RtmpProtocol(config(settings), hub, renditions, policy);
  }

  static RtmpConfig config(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return WcsConfig.read(properties, Map.of(), new Properties()).rtmp();
  }

  /** Another lane that {@link #settle} and {@link #advance} run too. */
  ManualLane anotherLane() {
    ManualLane more = new ManualLane();
    lanes.add(more);
    return more;
  }

  TestClient client() {
    return client(lane);
  }

  /** The server's end of a client's connection. */
  BytePair.End serverEnd(TestClient client) {
    return Objects.requireNonNull(ends.get(client));
  }

  /** From now on what is sent to clients is only counted. */
  void playersDiscard() {
    ends.values().forEach(BytePair.End::discarding);
  }

  TestClient client(ManualLane serverLane) {
    BytePair pair = new BytePair(lane, port++, serverLane, 1_935);
    serverLane.run(
        () -> pair.right().receiver(Objects.requireNonNull(protocol.accepted(pair.right()))));
    TestClient client = new TestClient(pair.left());
    ends.put(client, pair.right());
    return client;
  }

  /** A client that has sent connect. */
  TestClient connected(Object... members) {
    TestClient client = client();
    settle();
    client.connect("live", members);
    settle();
    return client;
  }

  TestClient publisher(String name) {
    TestClient client = connected();
    client.publish(name);
    settle();
    return client;
  }

  TestClient player(String name, Object... members) {
    TestClient client = connected(members);
    client.play(name);
    settle();
    return client;
  }

  /** Runs everything that waits, on all lanes. */
  void settle() {
    boolean more = true;
    while (more) {
      more = false;
      for (ManualLane each : lanes) {
        more |= each.waiting() > 0;
        each.drain();
      }
    }
  }

  /** Moves time on in steps of 10 ms. */
  void advance(long millis) {
    settle();
    for (long passed = 0; passed < millis; passed += 10) {
      lanes.forEach(each -> each.advance(10 * MILLI));
      settle();
    }
  }

  MediaStream stream(String name) {
    return hub.find(name).orElseThrow();
  }

  static Rendition asPublished(MediaStream stream, Codec.Kind kind, Wish wish) {
    return stream
        .track(kind)
        .<Rendition>map(track -> new Rendition.Ready(track, false))
        .orElseGet(Rendition.Absent::new);
  }
}
