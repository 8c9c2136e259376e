package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtpHeader;

/** A packet that is published is one array and one record. */
final class IngestAllocationTest {
  private static final int PACKETS = 40_000;
  private static final int LENGTH = 1_212;
  private static final int PICTURE = 20; // packets
  private static final int KEY_INTERVAL = 50; // pictures

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Stage stage = new Stage();
  private final byte[] wire = new byte[LENGTH];

  private void run(int from) {
    stage.lane.run(
        () -> {
          for (int i = from; i < from + PACKETS; i++) {
            one(i);
          }
        });
  }

  private void one(int i) {
    int picture = i / PICTURE;
    boolean key = picture % KEY_INTERVAL == 0;
    wire[1] = (byte) (i % PICTURE == PICTURE - 1 ? 0xE0 : 0x60);
    RtpHeader.writeShort(wire, 2, i);
    RtpHeader.writeInt(wire, 4, picture * 3_600);
    wire[12] = 0x7C; // FU-A
    wire[13] = (byte) ((i % PICTURE == 0 ? 0x80 : 0) | (key ? 5 : 1));
    wire[14] = (byte) 0x88;
    if (i % PICTURE == 0) {
      stage.lane.spend(40 * Stage.MILLI);
    }
    stage.ingest.rtp(0, wire, 0, LENGTH);
  }

  @Test
  void allocatesOneArrayAndOneRecordAPacket() {
    wire[0] = (byte) 0x80;
    RtpHeader.writeInt(wire, 8, 77);
    stage.plan(Stage.sdp(true));
    run(0);
    run(PACKETS);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(2 * PACKETS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(stage.ingest.packets()).isEqualTo(3 * PACKETS);
    assertThat(allocated / (double) PACKETS).isLessThan(LENGTH + 16 + 64 + 24);
  }
}
