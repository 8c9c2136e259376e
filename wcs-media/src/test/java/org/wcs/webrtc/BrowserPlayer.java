package org.wcs.webrtc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;
import org.wcs.webrtc.Stage.Actor;

/** Gathers the packets of pictures, asks for what is missing as a browser does, and counts. */
final class BrowserPlayer {
  private static final int VIDEO = 96;
  private static final int RTX = 97;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final int MAX_TRIES = 10;

  final Actor actor;
  private final boolean nacks;
  private final SequenceUnwrapper sequences = new SequenceUnwrapper();
  private final TreeMap<Long, byte[]> packets = new TreeMap<>();
  private final Map<Long, Integer> tries = new HashMap<>();
  private final Map<Long, Long> askAgain = new HashMap<>();
  private long highest = -1;
  private int ssrc;
  private int repeated;

  /** Makes a player that asks for lost packets, or one that cannot. */
  BrowserPlayer(Actor actor, boolean nacks) {
    this.actor = actor;
    this.nacks = nacks;
    actor.onRtp = this::take;
  }

  private void take(byte[] packet) {
    int type = RtpHeader.payloadType(packet, 0);
    int header = RtpHeader.headerLength(packet, 0);
    if (type == VIDEO) {
      ssrc = RtpHeader.ssrc(packet, 0);
      long sequence = sequences.unwrap(RtpHeader.sequence(packet, 0));
      for (long gap = highest + 1; highest >= 0 && gap < sequence; gap++) {
        tries.put(gap, 0);
        askAgain.put(gap, 0L);
      }
      highest = Math.max(highest, sequence);
      keep(sequence, packet);
    } else if (type == RTX && highest >= 0) {
      int original = RtpHeader.readShort(packet, header);
      byte[] plain = new byte[packet.length - header - 2 + 12];
      System.arraycopy(packet, 0, plain, 0, 12);
      plain[0] = (byte) 0x80;
      System.arraycopy(packet, header + 2, plain, 12, plain.length - 12);
      keep(highest + (short) (original - (int) highest), plain);
    }
  }

  private void keep(long sequence, byte[] packet) {
    if (packets.putIfAbsent(sequence, packet) != null) {
      repeated++;
    }
    tries.remove(sequence);
    askAgain.remove(sequence);
  }

  /** Asks for what is missing and due. */
  void tick(long nowNanos) {
    if (!nacks) {
      return;
    }
    int[] missing = new int[64];
    int count = 0;
    for (long sequence : new HashSet<>(askAgain.keySet())) {
      if (askAgain.get(sequence) <= nowNanos && count < missing.length) {
        if (tries.merge(sequence, 1, Integer::sum) > MAX_TRIES) {
          askAgain.remove(sequence);
          continue;
        }
        askAgain.put(sequence, nowNanos + RETRY_NANOS);
        missing[count++] = (int) sequence & 0xFFFF;
      }
    }
    if (count > 0) {
      java.util.Arrays.sort(missing, 0, count);
      byte[] out = new byte[1_500];
      actor.peer.sendRtcp(out, RtcpWriter.nack(out, 0, 1, ssrc, missing, count));
    }
  }

  /** Asks for a key frame. */
  void askForKeyFrame() {
    byte[] out = new byte[64];
    actor.peer.sendRtcp(out, RtcpWriter.pli(out, 0, 1, ssrc));
  }

  /** Pictures all of whose packets are there, by timestamp. */
  Set<Integer> complete() {
    Set<Integer> complete = new HashSet<>();
    long expected = -1;
    for (Map.Entry<Long, byte[]> each : packets.entrySet()) {
      byte[] packet = each.getValue();
      boolean starts = (packet[RtpHeader.headerLength(packet, 0)] & 0x10) != 0;
      boolean follows = starts || each.getKey() == expected;
      expected = follows ? each.getKey() + 1 : -1;
      if (follows && RtpHeader.marker(packet, 0)) {
        complete.add(RtpHeader.timestamp(packet, 0));
      }
    }
    return complete;
  }

  /** Packets that came more than once. */
  int repeated() {
    return repeated;
  }

  /** How many numbers never came. */
  long missing() {
    return packets.isEmpty() ? 0 : packets.lastKey() - packets.firstKey() + 1 - packets.size();
  }
}
