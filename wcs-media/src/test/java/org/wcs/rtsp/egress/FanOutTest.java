package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.packetize.TrackLimits;

/** What many players cost. */
final class FanOutTest {

  @Test
  void allocatesNothingForAPlayerAndPacketOverTcp() {
    assertThat(bytesPerPlayerAndPacket(true)).isLessThan(1.0);
  }

  @Test
  void allocatesNothingForAPlayerAndPacketOverUdp() {
    assertThat(bytesPerPlayerAndPacket(false)).isLessThan(1.0);
  }

  private static double bytesPerPlayerAndPacket(boolean tcp) {
    return (bytesPerPicture(210, tcp) - bytesPerPicture(10, tcp)) / (200.0 * 4);
  }

  private static long bytesPerPicture(int count, boolean tcp) {
    Stage stage = new Stage(TrackLimits.USUAL);
    stage.picture(true);
    List<TestPlayer> players = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TestPlayer player = tcp ? stage.tcp().play() : stage.udp().play();
      player.connection.counting = true;
      player.videoPath.counting = true;
      player.audioPath.counting = true;
      players.add(player);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    int warm = 2_000;
    int measured = 2_000;
    long before = 0;
    for (int i = 0; i < warm + measured; i++) {
      if (i == warm) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      stage.lane.run(() -> stage.publishPicture(false));
      stage.lane.run(stage::sound);
      stage.lane.run(stage::sound);
      stage.lane.drain();
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    TestPlayer last = players.getLast();
    long packets = last.player.snapshot().packets();
    assertThat(packets).isGreaterThan(4L * (warm + measured));
    assertThat(last.connection.counted + last.videoPath.counted).isPositive();
    return allocated / measured;
  }
}
