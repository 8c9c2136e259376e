package org.wcs.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedOctetsTest {

  @Test
  void keepsWhatItWasGivenWhateverTheLength() {
    Random random = new Random(1);
    List<byte[]> given = new ArrayList<>();
    List<SharedOctets> kept = new ArrayList<>();
    for (int length = 0; length < 300_000; length = length * 2 + 1 + random.nextInt(9)) {
      byte[] bytes = new byte[length + 7];
      random.nextBytes(bytes);
      kept.add(SharedOctets.of(bytes, 3, length));
      given.add(Arrays.copyOfRange(bytes, 3, 3 + length));
      Arrays.fill(bytes, (byte) 0);
    }
    for (int i = 0; i < given.size(); i++) {
      assertThat(kept.get(i).toArray()).isEqualTo(given.get(i));
      assertThat(kept.get(i).length()).isEqualTo(given.get(i).length);
    }
  }

  @Test
  void cannotBeWrittenTo() {
    SharedOctets octets = SharedOctets.of(new byte[] {1, 2, 3});
    assertThatThrownBy(() -> octets.view().put(0, (byte) 9))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void refusesAPieceThatIsNotInTheArray() {
    assertThatThrownBy(() -> SharedOctets.of(new byte[10], 5, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void keepsApartWhatThreadsMakeAtTheSameTime() throws Exception {
    int threads = 4;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        byte mark = (byte) (i + 1);
        work.add(() -> allBear(mark));
      }
      for (Future<Boolean> done : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private static boolean allBear(byte mark) {
    byte[] bytes = new byte[1_000];
    Arrays.fill(bytes, mark);
    List<SharedOctets> made = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      made.add(SharedOctets.of(bytes, 0, i % 1_000));
    }
    for (int i = 0; i < made.size(); i++) {
      if (!Arrays.equals(made.get(i).toArray(), Arrays.copyOf(bytes, i % 1_000))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void givesTheMemoryBackWhenNobodyHoldsIt() {
    long before = offHeap();
    byte[] bytes = new byte[50_000];
    for (int i = 0; i < 10_000; i++) {
      SharedOctets.of(bytes);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (offHeap() > before + 2 * OctetSlab.BYTES) {
      assertThat(System.nanoTime()).as("500 MB to come back").isLessThan(deadline);
      System.gc();
    }
  }

  private static long offHeap() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
