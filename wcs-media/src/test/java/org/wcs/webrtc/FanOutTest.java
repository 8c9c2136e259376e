package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;
import org.wcs.webrtc.Stage.Actor;

/** One publisher and many players. */
final class FanOutTest {
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(4);

  @Test
  void aPacketIsHandedOverOncePerLaneAndLeavesInOneSendPerPlayer() throws Exception {
    try (Stage stage = new Stage(3, 1)) {
      Actor publisher = stage.publisher("a", "cam");
      List<Actor> players = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        players.add(stage.player("cam"));
      }
      Track track = publisher.connection.stream().track(Codec.Kind.VIDEO).orElseThrow();
      stage.pass(FRAME);
      stage.lanes.forEach(ManualLane::drain);
      List<Long> before = bursts(stage);
      publisher.connection.lane().execute(() -> publish(track, 0, 5, true));
      ManualLane home = (ManualLane) publisher.connection.lane();
      home.drain();
      for (ManualLane each : stage.lanes) {
        assertThat(each.waiting()).isEqualTo(each == home ? 0 : 1);
      }
      stage.pass(FRAME);
      assertThat(players).allMatch(player -> player.video().size() == 5);
      List<Long> after = bursts(stage);
      long perLane = 0;
      for (int i = 0; i < after.size(); i++) {
        long sends = after.get(i) - before.get(i);
        assertThat(sends).isBetween(9L, 11L); // 30 players and a publisher over three lanes
        perLane += sends;
      }
      assertThat(perLane).isEqualTo(30);
    }
  }

  private static List<Long> bursts(Stage stage) {
    return stage.networks.stream().map(each -> each.bursts()).toList();
  }

  /** Publishes packets as a receiver does, from a number on. */
  private static void publish(Track track, long from, int count, boolean key) {
    for (int i = 0; i < count; i++) {
      track.publish(packet(from + i, key && i == 0));
    }
  }

  private static RtpPacket packet(long sequence, boolean key) {
    byte[] wire = new byte[12 + 1_100];
    wire[0] = (byte) 0x80;
    System.arraycopy(Stage.vp8(key, true, 1_100), 0, wire, 12, 1_100);
    return new RtpPacket(wire, 12, 1_100, false, sequence, sequence * 300, key, 0);
  }

  @Test
  void nothingIsAllocatedPerPlayerAndPacket() throws Exception {
    try (Stage stage = new Stage()) {
      Actor publisher = stage.publisher("a", "cam");
      for (int i = 0; i < 50; i++) {
        stage.player("cam");
      }
      stage.network.discard(true);
      Track track = publisher.connection.stream().track(Codec.Kind.VIDEO).orElseThrow();
      Drains drains = new Drains(stage.lane, track);
      drains.run(3_000);
      List<RtpPacket> prepared = drains.prepare(2_000);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long self = Thread.currentThread().threadId();
      long sentBefore = stage.network.sent();
      long before = threads.getThreadAllocatedBytes(self);
      drains.run(prepared);
      long allocated = threads.getThreadAllocatedBytes(self) - before;
      long sent = stage.network.sent() - sentBefore;
      stage.network.discard(false);
      assertThat(sent).isEqualTo(50 * 2_000);
      assertThat(allocated / (double) sent).isLessThan(1);
    }
  }

  /** Publishes packets in drains of four. */
  private static final class Drains {
    private final ManualLane lane;
    private final Track track;
    private long next;

    Drains(ManualLane lane, Track track) {
      this.lane = lane;
      this.track = track;
    }

    List<RtpPacket> prepare(int count) {
      List<RtpPacket> packets = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        packets.add(packet(next, next == 0));
        next++;
      }
      return packets;
    }

    void run(int count) {
      run(prepare(count));
    }

    void run(List<RtpPacket> packets) {
      for (int i = 0; i < packets.size(); i += 4) {
        int from = i;
        lane.run(
            () -> {
              for (int k = from; k < from + 4; k++) {
                track.publish(packets.get(k));
              }
            });
      }
    }
  }

  @Test
  void aPlayerWhoseWayIsBlockedGoesOnAtTheNextKeyFrame() throws Exception {
    try (Stage stage = new Stage()) {
      Actor publisher = stage.publisher("a", "cam");
      Actor blocked = stage.player("cam");
      Actor other = stage.player("cam");
      blocked.moveToTcp();
      stage.pass(TimeUnit.SECONDS.toNanos(7));
      publisher.picture(true, 3, 1_000);
      stage.pass(FRAME);
      assertThat(blocked.video()).hasSize(3);
      publisher.reports.clear();
      blocked.tcp.writable(false);
      publisher.picture(false, 3, 1_000);
      stage.pass(FRAME);
      publisher.picture(false, 3, 1_000);
      stage.pass(FRAME);
      blocked.tcp.writable(true);
      publisher.picture(false, 3, 1_000);
      stage.pass(FRAME);
      assertThat(blocked.video()).hasSize(3);
      assertThat(publisher.reports).anyMatch(RtcpPacket.Pli.class::isInstance);
      publisher.picture(true, 3, 1_000);
      stage.pass(FRAME);
      assertThat(blocked.video()).hasSize(6);
      assertThat(other.video()).hasSize(15);
      byte[] resumed = blocked.video().get(3);
      assertThat(resumed[RtpHeader.headerLength(resumed, 0) + 1] & 1).isZero();
      stage.pass(TimeUnit.SECONDS.toNanos(1));
      assertThat(skipped(blocked)).isEqualTo(9);
      assertThat(skipped(other)).isZero();
    }
  }

  private static long skipped(Actor player) {
    return player.connection.snapshot().skipped();
  }
}
