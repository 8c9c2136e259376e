package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wcs.unit.RtpPacket;

final class RetransmissionCacheTest {

  @Test
  void tellsTheLastPacketsByTheirNumber() {
    RetransmissionCache cache = new RetransmissionCache(8, 1_000);
    for (long sequence = 65_530; sequence < 65_550; sequence++) {
      cache.add(Packets.of(sequence));
    }
    assertThat(cache.get(65_541, 0)).isNull();
    for (long sequence = 65_542; sequence < 65_550; sequence++) {
      assertThat(cache.get(sequence, 0)).isEqualTo(Packets.of(sequence));
    }
    assertThat(cache.get(65_550, 0)).isNull();
  }

  @Test
  void aLatePacketFillsItsPlaceButDoesNotDisplaceANewerOne() {
    RetransmissionCache cache = new RetransmissionCache(8, 1_000);
    cache.add(Packets.of(10));
    cache.add(Packets.of(12));
    cache.add(Packets.of(11));
    cache.add(Packets.of(4));
    cache.add(Packets.of(2));
    assertThat(cache.get(11, 0)).isNotNull();
    assertThat(cache.get(12, 0)).isNotNull();
    assertThat(cache.get(4, 0)).isNull();
    assertThat(cache.get(2, 0)).isNull();
  }

  @Test
  void oldPacketsAreNotTold() {
    RetransmissionCache cache = new RetransmissionCache(8, 1_000);
    cache.add(Packets.of(10, 500));
    assertThat(cache.get(10, 1_500)).isNotNull();
    assertThat(cache.get(10, 1_501)).isNull();
  }

  @Test
  void theSizeIsAPowerOfTwo() {
    assertThatThrownBy(() -> new RetransmissionCache(100, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetransmissionCache(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneThreadWritesWhileAnotherReads() throws Exception {
    RetransmissionCache cache = new RetransmissionCache(64, Long.MAX_VALUE);
    long last = 200_000;
    AtomicLong written = new AtomicLong();
    CompletableFuture<Long> reader =
        CompletableFuture.supplyAsync(
            () -> {
              long found = 0;
              long newest;
              do {
                newest = written.get();
                long wanted = newest - (found & 15);
                RtpPacket packet = wanted < 1 ? null : cache.get(wanted, 0);
                if (packet != null && (packet.sequence() != wanted || packet.wire() == null)) {
                  throw new AssertionError("another packet than the one asked for");
                }
                found += packet == null ? 0 : 1;
              } while (newest < last);
              return found;
            });
    for (long sequence = 1; sequence <= last; sequence++) {
      cache.add(Packets.of(sequence));
      written.set(sequence);
    }
    assertThat(reader.get(10, TimeUnit.SECONDS)).isPositive();
    assertThat(cache.get(last - 63, 0)).isNotNull();
  }
}
