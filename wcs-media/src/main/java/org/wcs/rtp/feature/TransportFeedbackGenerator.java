package org.wcs.rtp.feature;

import java.util.Arrays;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;

/**
 * Tells a publisher when each of its packets arrived, so that it can estimate the bandwidth of its
 * way here (draft-holmer-rmcat-transport-wide-cc-extensions-01). Not thread safe; nothing is
 * allocated.
 */
public final class TransportFeedbackGenerator {
  private static final int WINDOW = 2_048;
  private static final int MAX_PACKETS = 400;
  private static final long INTERVAL_NANOS = 50_000_000L;
  private static final long TICK_NANOS = 250_000L;
  private static final long REFERENCE_TICKS = 256; // 64 ms
  private static final long NOT_RECEIVED = Long.MIN_VALUE;
  private static final int MISSING = 0;
  private static final int SMALL = 1;
  private static final int LARGE = 2;
  private static final int VECTOR_SYMBOLS = 7;
  private static final int MAX_RUN = 0x1FFF;

  private final long[] arrivals = new long[WINDOW];
  private final byte[] symbols = new byte[MAX_PACKETS];
  private final int[] deltas = new int[MAX_PACKETS];
  private final SequenceUnwrapper sequences = new SequenceUnwrapper();
  private long next = -1; // first number not told yet
  private long highest = -1;
  private long lastNanos;
  private int count;

  /** Makes a generator that has heard nothing. */
  public TransportFeedbackGenerator() {
    Arrays.fill(arrivals, NOT_RECEIVED);
  }

  /** A packet with that transport-wide number came in. */
  public void onPacket(int sequence, long nowNanos) {
    long number = sequences.unwrap(sequence);
    if (next < 0) {
      next = number;
      highest = number - 1;
      lastNanos = nowNanos - INTERVAL_NANOS; // the origin of time is arbitrary
    }
    if (number < next || number - next >= WINDOW * 4L) {
      if (number > next) {
        restart(number);
      } else {
        return; // told as missing already
      }
    }
    while (highest < number) {
      highest++;
      arrivals[slot(highest)] = NOT_RECEIVED;
    }
    arrivals[slot(number)] = nowNanos;
    next = Math.max(next, highest - WINDOW + 1);
  }

  private void restart(long number) {
    Arrays.fill(arrivals, NOT_RECEIVED);
    next = number;
    highest = number - 1;
  }

  private static int slot(long number) {
    return (int) number & WINDOW - 1;
  }

  /** Whether there is something to tell and enough time has passed. */
  public boolean due(long nowNanos) {
    return next >= 0 && highest >= next && nowNanos - lastNanos >= INTERVAL_NANOS;
  }

  /** Writes one feedback packet; tells where the next packet goes. */
  public int write(byte[] out, int at, int sender, int media, long nowNanos) {
    lastNanos = nowNanos;
    if (next < 0 || next > highest) {
      return at;
    }
    long base = next;
    long reference = Math.floorDiv(firstArrival(), TICK_NANOS * REFERENCE_TICKS);
    int packets = collect(reference * REFERENCE_TICKS);
    next = base + packets;
    RtpHeader.writeShort(out, at + 12, (int) base);
    RtpHeader.writeShort(out, at + 14, packets);
    RtpHeader.writeInt(out, at + 16, (int) reference << 8 | count++ & 0xFF);
    int end = writeChunks(out, at + 20, packets);
    return RtcpWriter.transportFeedback(out, at, sender, media, writeDeltas(out, end, packets));
  }

  /** When the first packet not told yet that came did so; the highest one always came. */
  private long firstArrival() {
    long number = next;
    while (arrivals[slot(number)] == NOT_RECEIVED) {
      number++;
    }
    return arrivals[slot(number)];
  }

  /** Fills symbols and deltas from {@link #next} on; tells how many. */
  private int collect(long referenceTicks) {
    int packets = 0;
    long lastTicks = referenceTicks;
    while (packets < MAX_PACKETS && next + packets <= highest) {
      long arrived = arrivals[slot(next + packets)];
      symbols[packets] = MISSING;
      if (arrived != NOT_RECEIVED) {
        long ticks = Math.floorDiv(arrived, TICK_NANOS);
        long delta = ticks - lastTicks;
        if (delta != (short) delta) {
          break; // too far apart for one packet: the next one has a reference of its own
        }
        symbols[packets] = (byte) (delta >= 0 && delta <= 255 ? SMALL : LARGE);
        deltas[packets] = (int) delta;
        lastTicks = ticks;
      }
      packets++;
    }
    return packets;
  }

  private int writeChunks(byte[] out, int from, int packets) {
    int at = from;
    int i = 0;
    while (i < packets) {
      int run = run(i, packets);
      if (run >= VECTOR_SYMBOLS || i + run == packets) {
        RtpHeader.writeShort(out, at, symbols[i] << 13 | run);
        i += run;
      } else {
        RtpHeader.writeShort(out, at, vector(i, packets));
        i += VECTOR_SYMBOLS;
      }
      at += 2;
    }
    return at;
  }

  private int run(int from, int packets) {
    int end = from + 1;
    while (end < packets && symbols[end] == symbols[from] && end - from < MAX_RUN) {
      end++;
    }
    return end - from;
  }

  private int vector(int from, int packets) {
    int chunk = 0xC000;
    for (int i = 0; i < VECTOR_SYMBOLS; i++) {
      int symbol = from + i < packets ? symbols[from + i] : MISSING;
      chunk |= symbol << 2 * (VECTOR_SYMBOLS - 1 - i);
    }
    return chunk;
  }

  private int writeDeltas(byte[] out, int from, int packets) {
    int at = from;
    for (int i = 0; i < packets; i++) {
      if (symbols[i] == SMALL) {
        out[at++] = (byte) deltas[i];
      } else if (symbols[i] == LARGE) {
        RtpHeader.writeShort(out, at, deltas[i]);
        at += 2;
      }
    }
    return at;
  }
}
