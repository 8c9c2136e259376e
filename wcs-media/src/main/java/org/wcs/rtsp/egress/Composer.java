package org.wcs.rtsp.egress;

import org.wcs.net.BurstRun;
import org.wcs.net.MediaPath;
import org.wcs.net.SharedOctets;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

/**
 * Writes packets as they go to players, once for all of them. One per lane, on that lane; what it
 * has written is valid until it writes again.
 */
final class Composer implements BurstRun.Padding {

  /** Length of what stands before an interleaved packet (RFC 2326 section 10.12). */
  static final int INTERLEAVED_HEADER = 4;

  /** Most bytes of packets to be composed at once, but for the last one. */
  static final int MOST_OCTETS = 60_000;

  private static final int LARGEST_PACKET = 0xFFFF;
  private static final int MOST_PACKETS = 1_024;

  private final byte[] out = new byte[MOST_OCTETS + LARGEST_PACKET + MOST_PACKETS * 36];
  private final int[] sizes = new int[MOST_PACKETS];
  private final BurstRun run = new BurstRun();
  private final int[] runStarts = new int[MOST_PACKETS + 1];
  private final int[] runSegments = new int[MOST_PACKETS];
  private int runs;
  private int datagrams;

  /** Whether these packets may be composed at once. */
  static boolean fits(int packets, int octets) {
    return packets <= MOST_PACKETS && octets <= MOST_OCTETS;
  }

  /** Whether a packet of this length may be sent between RTSP messages. */
  static boolean interleaves(int length) {
    return length <= LARGEST_PACKET;
  }

  /** The packets {@code from} to {@code to} of the array as they go to TCP players. */
  SharedOctets interleaved(
      Numbering numbering, RtpPacket[] packets, int from, int to, int channel) {
    int at = 0;
    for (int i = from; i < to; i++) {
      at = interleaved(numbering, packets[i], at, channel);
    }
    return SharedOctets.of(out, 0, at);
  }

  /** Writes one packet as it goes to a TCP player to the start of {@link #out}; its length. */
  int interleaved(Numbering numbering, RtpPacket packet, int channel) {
    return interleaved(numbering, packet, 0, channel);
  }

  private int interleaved(Numbering numbering, RtpPacket packet, int at, int channel) {
    int length = Numbering.length(packet);
    if (!interleaves(length)) {
      return at;
    }
    header(out, at, channel, length);
    return numbering.write(packet, out, at + INTERLEAVED_HEADER, 0);
  }

  /** Writes what stands before an interleaved packet. */
  static void header(byte[] out, int at, int channel, int length) {
    out[at] = '$';
    out[at + 1] = (byte) channel;
    RtpHeader.writeShort(out, at + 2, length);
  }

  /** Writes one packet as it goes to a UDP player to the start of {@link #out}; its length. */
  int datagram(Numbering numbering, RtpPacket packet) {
    return numbering.write(packet, out, 0, 0);
  }

  /** Writes the packets as they go to UDP players; {@link #send} then sends them. */
  void datagrams(Numbering numbering, RtpPacket[] packets, int from, int to) {
    for (int i = from; i < to; i++) {
      sizes[i - from] = Numbering.length(packets[i]);
    }
    int count = to - from;
    int at = 0;
    int next = 0;
    runs = 0;
    datagrams = 0;
    while (next < count) {
      if (sizes[next] > MediaPath.MAX_BURST_BYTES) {
        next++; // no datagram holds it
        continue;
      }
      run.find(sizes, next, count, this);
      runStarts[runs] = at;
      runSegments[runs++] = run.segment();
      datagrams += run.to() - next;
      for (; next < run.to(); next++) {
        at = numbering.write(packets[from + next], out, at, run.padding(next, sizes[next]));
      }
    }
    runStarts[runs] = at;
  }

  /** Sends what {@link #datagrams} has written. */
  void send(MediaPath path) {
    for (int i = 0; i < runs; i++) {
      int start = runStarts[i];
      path.sendBurst(out, start, runStarts[i + 1] - start, runSegments[i]);
    }
  }

  /** How many packets {@link #datagrams} has written. */
  int datagramCount() {
    return datagrams;
  }

  /** How many bytes {@link #datagrams} has written. */
  int datagramOctets() {
    return runStarts[runs];
  }

  byte[] out() {
    return out;
  }

  @Override
  public boolean allowed(int index) {
    return true;
  }
}
