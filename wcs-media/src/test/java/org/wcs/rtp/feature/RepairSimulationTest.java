package org.wcs.rtp.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.unit.RtpPacket;

/** A publisher, this server and one player, with loss and reordering on both ways. */
class RepairSimulationTest {
  private static final long MILLI = 1_000_000L;
  private static final int PACKETS = 20_000;
  private static final int FIRST_SOURCE = 65_000; // wraps soon
  private static final int FIRST_OUT = 32_767; // wraps as well

  /** Something that reaches its goal later. */
  private record Event(long nanos, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
  private final NackGenerator serverNack = new NackGenerator(10);
  private final NackGenerator playerNack = new NackGenerator(10);
  private final RetransmissionCache cache = new RetransmissionCache(1_024, 2_000 * MILLI);
  private final RtpRewriter rewriter = new RtpRewriter(FIRST_OUT, 777);
  private final Map<Long, Long> played = new HashMap<>(); // out index to source
  private final Set<Long> received = new HashSet<>();
  private final int[] missing = new int[64];
  private Random random = new Random(0);
  private double loss;
  private long now;
  private long order;
  private long playerHighest = FIRST_OUT;
  private int wrongIndex;

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 0.01, 0", "3, 0.05, 0", "4, 0.1, 0", "5, 0.2, 4"})
  void losesNothingThatTenRequestsCanBring(long seed, double lossRate, int tolerated) {
    random = new Random(seed);
    loss = lossRate;
    deliver(FIRST_SOURCE);
    for (int i = 1; i < PACKETS; i++) {
      long source = FIRST_SOURCE + i;
      at(i * MILLI, () -> overLossyWay(() -> deliver(source)));
    }
    // The last one shows what is missing before it.
    at((PACKETS + 100) * MILLI, () -> deliver(FIRST_SOURCE + PACKETS));
    for (int i = 0; i < PACKETS + 3_000; i += 5) {
      at(i * MILLI, this::pulse);
    }
    run();
    assertThat(wrongIndex).isZero();
    int lost = PACKETS + 1 - played.size();
    assertThat(lost).as("packets never played").isBetween(0, tolerated);
    assertThat(serverNack.missing()).isZero();
  }

  private void at(long nanos, Runnable action) {
    events.add(new Event(nanos, order++, action));
  }

  private void run() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now = Math.max(now, event.nanos);
      event.action.run();
    }
  }

  /** Ten milliseconds, and up to five more: packets overtake each other. */
  private void overLossyWay(Runnable action) {
    if (random.nextDouble() >= loss) {
      at(now + 10 * MILLI + random.nextInt(5) * MILLI, action);
    }
  }

  /** A packet reaches the server, from the publisher or on request. */
  private void deliver(long source) {
    if (!received.add(source)) {
      return;
    }
    assertThat(serverNack.onPacket(source, now)).as("gave up").isFalse();
    RtpPacket packet = packet(source, now);
    cache.add(packet);
    if (rewriter.accept(packet)) {
      sendToPlayer(packet);
    }
  }

  private static RtpPacket packet(long source, long now) {
    return new RtpPacket(new byte[12], 12, 0, false, source, source * 3_000, false, now);
  }

  private void sendToPlayer(RtpPacket packet) {
    long index = rewriter.outIndex(packet);
    overLossyWay(() -> play(index, packet.sequence()));
  }

  private void play(long index, long source) {
    Long before = played.put(index, source);
    wrongIndex += index - source != FIRST_OUT - FIRST_SOURCE ? 1 : 0;
    if (before == null) {
      playerHighest = Math.max(playerHighest, index);
      assertThat(playerNack.onPacket(index, now)).as("gave up").isFalse();
    }
  }

  private void pulse() {
    if (serverNack.due(now)) {
      for (int sequence : taken(serverNack)) {
        long source = nearest(sequence, FIRST_SOURCE + now / MILLI);
        overLossyWay(() -> overLossyWay(() -> deliver(source)));
      }
    }
    if (playerNack.due(now)) {
      List<Integer> asked = taken(playerNack);
      overLossyWay(() -> asked.forEach(this::resend));
    }
  }

  private List<Integer> taken(NackGenerator generator) {
    List<Integer> sequences = new ArrayList<>();
    int count = generator.take(now, missing);
    for (int i = 0; i < count; i++) {
      sequences.add(missing[i]);
    }
    return sequences;
  }

  private static long nearest(int sequence, long to) {
    return to + (short) (sequence - (int) to);
  }

  private void resend(int sequence) {
    long source = rewriter.sourceSequence(sequence);
    @Nullable RtpPacket packet = source < 0 ? null : cache.get(source, now);
    if (packet != null) {
      wrongIndex += rewriter.index(sequence) != rewriter.outIndex(packet) ? 1 : 0;
      sendToPlayer(packet);
    }
  }
}
