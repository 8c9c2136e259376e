package org.wcs.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.fake.ManualLane;
import org.wcs.fake.SimNetwork;
import org.wcs.fake.TestPeer;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaNetwork;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.sdp.SdpException;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.CodecFit;

/** A server in memory and peers around it. Lane time moves with the handshakes, or by request. */
final class Stage implements AutoCloseable {
  private static final long STEP_NANOS = 2_000_000L;
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int FIRST_PORT = 31_001;
  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom(), 0);

  final List<ManualLane> lanes = new ArrayList<>();
  final List<SimNetwork> networks = new ArrayList<>();
  final ManualLane lane;
  final StreamHub hub = new StreamHub();
  final SimNetwork network;
  final WebRtcProtocol protocol;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Actor> actors = new ArrayList<>();
  private int nextPort = 40_000;

  Stage() {
    this(1, 1);
  }

  /** A server of so many lanes; the seed decides what the network loses. */
  Stage(int laneCount, long seed) {
    for (int i = 0; i < laneCount; i++) {
      lanes.add(new ManualLane());
      networks.add(new SimNetwork(lanes.get(i), seed + i, threads, FIRST_PORT + i));
    }
    lane = lanes.getFirst();
    network = networks.getFirst();
    protocol =
        new WebRtcProtocol(
            new WebRtcProtocol.Settings(
                WcsConfig.defaults().webRtc(),
                true,
                List.of(),
                1_700_000_000_000_000_000L,
                Stage::asPublished),
            new Lanes(),
            hub,
            IDENTITY);
  }

  /** A peer that publishes; its media can flow when this returns. */
  Actor publisher(String session, String name) throws RefusedException, SdpException {
    Actor actor = new Actor(session + "-" + actors.size());
    String offer = actor.peer.offer("sendonly", "VP8/90000");
    return connected(publish(actor, session, name, offer));
  }

  /** A peer that wants to publish with this offer. */
  Actor publish(Actor actor, String session, String name, String offer)
      throws RefusedException, SdpException {
    actor.begin(protocol.publish(request(actor, session, name, offer), true, actor));
    return actor;
  }

  /** A peer that plays; its media can flow when this returns. */
  Actor player(String name) throws RefusedException, SdpException {
    Actor actor = new Actor("player-" + actors.size());
    return connected(play(actor, name, actor.peer.offer("recvonly", "VP8/90000")));
  }

  /** A peer that wants to play with this offer. */
  Actor play(Actor actor, String name, String offer) throws RefusedException, SdpException {
    actor.begin(protocol.play(request(actor, actor.id, name, offer), true, actor));
    return actor;
  }

  Actor connected(Actor actor) {
    until(() -> actor.connected && actor.peer.ready());
    return actor;
  }

  /** Nothing is transcoded here. */
  private static Rendition asPublished(MediaStream stream, Codec.Kind kind, Wish wish) {
    Track track = stream.track(kind).orElse(null);
    if (track == null) {
      return new Rendition.Absent();
    }
    boolean fits = wish.codecs().stream().anyMatch(codec -> CodecFit.of(track.codec(), codec) > 0);
    return fits
        ? new Rendition.Ready(track, false)
        : new Rendition.Impossible(EndReason.NO_COMMON_CODECS, "nothing is transcoded here");
  }

  PeerRequest request(Actor actor, String session, String name, String offer) {
    return new PeerRequest(
        name,
        session,
        actor.id,
        offer,
        PeerRequest.TransportChoice.ANY,
        true,
        PeerRequest.Video.AS_IS);
  }

  /**
   * Lets time pass until something is so. Handshakes take real time: the lane's must not run away
   * from it, or it reaches the time limits first.
   */
  void until(BooleanSupplier condition) {
    long started = System.nanoTime();
    long laneStarted = lane.nanoTime();
    while (!condition.getAsBoolean()) {
      long waited = System.nanoTime() - started;
      if (waited > DEADLINE_NANOS) {
        throw new AssertionError("it has not come about in time");
      }
      if (lane.nanoTime() - laneStarted < waited + FREE_NANOS) {
        pass(STEP_NANOS);
      } else {
        lanes.forEach(ManualLane::drain);
      }
      Thread.yield();
    }
  }

  /** Lets so much time pass. */
  void pass(long nanos) {
    for (long passed = 0; passed < nanos; passed += STEP_NANOS) {
      lane.run(() -> actors.forEach(actor -> actor.peer.tick(lane.nanoTime())));
      lanes.forEach(each -> each.advance(STEP_NANOS));
    }
  }

  /** Everything that the lanes and tables still hold. */
  int leftovers() {
    lanes.forEach(ManualLane::drain);
    int timers = lanes.stream().mapToInt(ManualLane::timers).sum();
    return timers + protocol.registered() + protocol.peers().size() + hub.streams().size();
  }

  @Override
  public void close() {
    protocol.close();
    lanes.forEach(ManualLane::drain);
    actors.forEach(actor -> actor.peer.close());
    threads.shutdown();
  }

  /** All the networks as one. */
  private final class Lanes implements MediaNetwork {
    @Override
    public List<LanePorts> lanes() {
      return List.copyOf(networks);
    }

    @Override
    public Executor blocking() {
      return threads;
    }
  }

  /** One peer, what it got and what became of its connection. */
  final class Actor implements TestPeer.Outside, PeerListener {
    final String id;
    final TestPeer peer;
    final List<byte[]> packets = new ArrayList<>();
    final List<RtcpPacket> reports = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    InetSocketAddress address;
    SimNetwork.@Nullable Connection tcp;
    Predicate<byte[]> sends = datagram -> true;
    Consumer<byte[]> onRtp = packet -> {};
    Consumer<RtcpPacket> onReport = report -> {};
    PeerConnection connection;
    boolean connected;
    private int sequence = 65_530; // wraps soon, on purpose
    private int timestamp = -5_000;

    @SuppressWarnings("NullAway.Init") // begin() follows
    Actor(String id) {
      this.id = id;
      this.peer = new TestPeer(IDENTITY, new SecureRandom(), threads, this);
      move();
      actors.add(this);
    }

    void begin(PeerConnection with) throws SdpException {
      connection = with;
      peer.answer(with.answer(), lane.nanoTime());
    }

    /** Goes to a new address; the old one stays reachable. */
    void move() {
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), nextPort++);
      for (SimNetwork each : networks) {
        each.attach(address, datagram -> received(each, datagram));
      }
    }

    /** Goes over to TCP. */
    void moveToTcp() {
      move();
      tcp = network.connect(address, frame -> received(network, frame));
    }

    private void received(SimNetwork from, byte[] datagram) {
      peer.received(from.local(), datagram, datagram.length, lane.nanoTime());
    }

    /** Publishes one picture of so many packets. */
    void picture(boolean key, int packetCount, int payloadLength) {
      timestamp += 3_000;
      for (int i = 0; i < packetCount; i++) {
        send(96, i == packetCount - 1, vp8(key, i == 0, payloadLength));
      }
    }

    void send(int payloadType, boolean marker, byte[] payload) {
      byte[] packet = new byte[12 + payload.length];
      packet[0] = (byte) 0x80;
      packet[1] = (byte) (payloadType | (marker ? 0x80 : 0));
      RtpHeader.writeShort(packet, 2, sequence);
      RtpHeader.writeInt(packet, 4, timestamp);
      RtpHeader.writeInt(packet, 8, 0x1000 + payloadType);
      System.arraycopy(payload, 0, packet, 12, payload.length);
      peer.sendRtp(packet, 12, sequence++);
    }

    @Override
    public void send(InetSocketAddress to, byte[] datagram) {
      SimNetwork via = networks.get(to.getPort() - FIRST_PORT);
      via.lane().execute(() -> leave(via, datagram));
    }

    private void leave(SimNetwork via, byte[] datagram) {
      if (!sends.test(datagram)) {
        return;
      }
      sent.add(datagram);
      SimNetwork.Connection stream = tcp;
      if (stream != null) {
        stream.toServer(datagram);
      } else {
        via.toServer(address, datagram);
      }
    }

    @Override
    public void rtp(byte[] packet, int length) {
      byte[] copy = Arrays.copyOf(packet, length);
      packets.add(copy);
      onRtp.accept(copy);
    }

    @Override
    public void rtcp(byte[] compound, int length) {
      List<RtcpPacket> parsed = RtcpCompound.parse(compound, 0, length);
      reports.addAll(parsed);
      parsed.forEach(onReport);
    }

    @Override
    public void connected(PeerConnection of) {
      connected = true;
    }

    @Override
    public void ended(PeerConnection of, EndReason reason) {
      ends.add(reason);
    }

    /** Packets of video that came, in order of arrival. */
    List<byte[]> video() {
      return packets.stream().filter(each -> RtpHeader.payloadType(each, 0) == 96).toList();
    }
  }

  /** A payload whose descriptor and frame header are VP8's; 320x240 if key. */
  static byte[] vp8(boolean key, boolean first, int length) {
    byte[] payload = new byte[length];
    payload[0] = (byte) (first ? 0x10 : 0x00);
    if (first) {
      payload[1] = (byte) (key ? 0 : 1);
      byte[] header = {(byte) 0x9D, 0x01, 0x2A, 0x40, 0x01, (byte) 0xF0, 0x00};
      System.arraycopy(header, 0, payload, 4, header.length);
    }
    return payload;
  }
}
