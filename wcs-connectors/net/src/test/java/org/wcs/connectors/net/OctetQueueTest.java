package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.net.SharedOctets;

class OctetQueueTest {

  @Test
  void givesEveryByteOnceHoweverItIsCut() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      OctetQueue queue = new OctetQueue();
      ByteArrayOutputStream in = new ByteArrayOutputStream();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int step = 0; step < 100; step++) {
        if (random.nextInt(3) > 0) {
          byte[] bytes = new byte[random.nextInt(50)];
          random.nextBytes(bytes);
          in.writeBytes(bytes);
          queue.add(SharedOctets.of(bytes));
        } else {
          take(queue, random.nextInt(1 + (int) queue.bytes()), out);
        }
        assertThat(queue.bytes()).isEqualTo(in.size() - out.size());
      }
      take(queue, (int) queue.bytes(), out);
      assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
      assertThat(queue.count()).isZero();
    }
  }

  private static void take(OctetQueue queue, int amount, ByteArrayOutputStream to) {
    int left = amount;
    while (left > 0) {
      ByteBuffer next = queue.first().view().position(queue.sentOfFirst());
      byte[] taken = new byte[Math.min(left, next.remaining())];
      next.get(taken);
      to.writeBytes(taken);
      queue.sent(taken.length);
      left -= taken.length;
    }
  }

  @Test
  void pointsItsVectorsAtWhatIsLeft() {
    OctetQueue queue = new OctetQueue();
    SharedOctets first = SharedOctets.of(new byte[10]);
    SharedOctets second = SharedOctets.of(new byte[20]);
    queue.add(first);
    queue.add(second);
    queue.add(SharedOctets.of(new byte[0]));
    queue.sent(4);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64, 8);
      assertThat(queue.vectors(memory, 0, 10)).isEqualTo(2);
      assertThat(memory.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(first.address() + 4);
      assertThat(memory.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(6);
      assertThat(memory.get(ValueLayout.JAVA_LONG, 16)).isEqualTo(second.address());
      assertThat(memory.get(ValueLayout.JAVA_LONG, 24)).isEqualTo(20);
      assertThat(queue.vectors(memory, 0, 1)).isEqualTo(1);
    }
  }

  @Test
  void canBeEmptiedInTheMiddle() {
    OctetQueue queue = new OctetQueue();
    for (int i = 0; i < 30; i++) {
      queue.add(SharedOctets.of(new byte[3]));
    }
    queue.sent(4);
    queue.clear();
    assertThat(queue.bytes()).isZero();
    queue.add(SharedOctets.of(new byte[5]));
    assertThat(queue.sentOfFirst()).isZero();
    assertThat(queue.bytes()).isEqualTo(5);
  }
}
