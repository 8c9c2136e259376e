package org.wcs.bench.rtsp;

import java.nio.ByteBuffer;
import java.util.Random;
import org.wcs.rtsp.wire.RtspWriter;

/**
 * RTP packets that leave together, each behind the four bytes of an interleaved channel. Made once
 * and stamped again for every sender. On the loop's thread.
 */
final class Frame {

  /** In front of the time a frame was made. */
  static final long MAGIC = 0x5743535F52545350L;

  private static final int RTP_HEADER = 12;
  private static final int LARGEST = 1_200;
  private static final int FU_HEADER = 2;
  private static final int FU_A = 28;
  private static final int MARKER = 0x80;

  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;
  private final int stamp;

  private Frame(byte[] bytes, int[] starts, int[] ends, int stamp) {
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
    this.stamp = stamp;
  }

  /**
   * A NAL unit in as few FU-A packets as can be (RFC 6184 section 5.8).
   *
   * @param nal its first byte
   * @param slice its second, which says that it begins a picture
   * @param length of the rest, noise
   */
  static Frame picture(int nal, int slice, int length) {
    int most = LARGEST - RTP_HEADER - FU_HEADER;
    int packets = Math.max(2, (length + most - 1) / most);
    int front = RtspWriter.INTERLEAVED_HEADER + RTP_HEADER + FU_HEADER;
    byte[] bytes = new byte[length + packets * front];
    new Random(length).nextBytes(bytes);
    int[] starts = new int[packets];
    int[] ends = new int[packets];
    int at = 0;
    for (int i = 0; i < packets; i++) {
      int body = length / packets + (i < length % packets ? 1 : 0);
      starts[i] = at + RtspWriter.INTERLEAVED_HEADER;
      ends[i] = at + front + body;
      boolean last = i == packets - 1;
      header(bytes, at, ends[i], StreamPattern.PICTURE_TYPE | (last ? MARKER : 0));
      int fu = starts[i] + RTP_HEADER;
      bytes[fu] = (byte) (nal & 0xE0 | FU_A);
      bytes[fu + 1] = (byte) (nal & 0x1F | (i == 0 ? 0x80 : 0) | (last ? 0x40 : 0));
      at = ends[i];
    }
    bytes[front] = (byte) slice;
    return new Frame(bytes, starts, ends, front + 1);
  }

  /** One packet of sound. */
  static Frame sound(int length) {
    int front = RtspWriter.INTERLEAVED_HEADER + RTP_HEADER;
    byte[] bytes = new byte[front + length];
    new Random(length).nextBytes(bytes);
    header(bytes, 0, bytes.length, StreamPattern.SOUND_TYPE);
    bytes[0] = '$';
    return new Frame(
        bytes,
        new int[] {RtspWriter.INTERLEAVED_HEADER},
        new int[] {bytes.length},
        bytes.length - length);
  }

  private static void header(byte[] bytes, int at, int end, int second) {
    int start = at + RtspWriter.INTERLEAVED_HEADER;
    RtspWriter.interleaved(bytes, at, 0, end - start);
    bytes[start] = (byte) 0x80;
    bytes[start + 1] = (byte) second;
  }

  /** Makes the packets the next of a sender; pictures carry the time. */
  void stamp(Sender sender, long timestamp, long nowNanos) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int start : starts) {
      bytes[start - 3] = (byte) sender.channel();
      buffer.putShort(start + 2, (short) sender.nextSequence());
      buffer.putInt(start + 4, (int) timestamp);
      buffer.putInt(start + 8, sender.ssrc());
    }
    if (starts.length > 1) {
      buffer.putLong(stamp, MAGIC).putLong(stamp + Long.BYTES, nowNanos);
    }
  }

  /** All packets as they go over TCP. */
  ByteBuffer interleaved() {
    return ByteBuffer.wrap(bytes);
  }

  int packets() {
    return starts.length;
  }

  /** One packet as it goes over UDP. */
  ByteBuffer packet(int index) {
    return ByteBuffer.wrap(bytes, starts[index], ends[index] - starts[index]);
  }

  /** Bytes of all packets together, from their RTP headers on. */
  int packetBytes() {
    return bytes.length - starts.length * RtspWriter.INTERLEAVED_HEADER;
  }

  /**
   * Finds the time a frame was made in its first packet.
   *
   * @return its age; -1 in all other packets
   */
  static long age(ByteBuffer packet, long nowNanos) {
    int from = packet.position() + RTP_HEADER + 1;
    int last = Math.min(packet.limit() - 2 * Long.BYTES, from + RTP_HEADER);
    for (int at = from; at <= last; at++) {
      if (packet.getLong(at) == MAGIC) {
        return nowNanos - packet.getLong(at + Long.BYTES);
      }
    }
    return -1;
  }
}
