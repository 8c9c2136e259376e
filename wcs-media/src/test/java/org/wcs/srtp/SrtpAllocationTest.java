package org.wcs.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpAllocationTest {
  private static final int PACKETS = 20_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] payload = Packets.bytes(1200, 1);
  private final byte[] wire = new byte[1500];
  private final byte[] clear = new byte[1500];

  @ParameterizedTest
  @EnumSource
  void allocatesNothingPerPacket(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    run(sender, receiver, 0);
    run(sender, receiver, PACKETS);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(sender, receiver, 2 * PACKETS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / (double) PACKETS).as("bytes per packet").isLessThan(1);
  }

  private void run(SrtpSender sender, SrtpReceiver receiver, long firstIndex) {
    byte[] header = Packets.header(Packets.SSRC, 0);
    byte[] report = Packets.bytes(80, 1);
    report[0] = (byte) 0x80;
    for (long index = firstIndex; index < firstIndex + PACKETS; index++) {
      header[2] = (byte) (index >> 8);
      header[3] = (byte) index;
      System.arraycopy(header, 0, wire, 0, 12);
      int length = sender.protectRtp(wire, 0, 12, payload, 0, payload.length, 0, index);
      if (receiver.unprotectRtp(wire, 0, length, clear, 0) != 1212) {
        throw new AssertionError("packet " + index);
      }
      System.arraycopy(report, 0, wire, 0, 80);
      length = sender.protectRtcp(wire, 0, 80);
      if (receiver.unprotectRtcp(wire, 0, length, clear, 0) != 80) {
        throw new AssertionError("report " + index);
      }
    }
  }
}
