package org.wcs.webrtc;

import org.wcs.net.MediaPath;
import org.wcs.unit.RtpPacket;

/**
 * Turns what one peer gets in a drain into as few sends as possible. One per lane, on that lane;
 * its buffers are shared by all peers of the lane.
 *
 * <p>UDP segmentation offload cuts a buffer into datagrams of one size, only the last may be
 * shorter. Encoders cut a frame into packets that differ by a byte or two, so a packet that is a
 * little short gets RTP padding (RFC 3550 section 5.1) to reach the size of its neighbours.
 */
final class BurstWriter {

  /** Padding worth its bytes: far less than what one more send costs. */
  private static final int MAX_PADDING = 32;

  private static final int MAX_SEGMENTS = MediaPath.MAX_SEGMENTS;

  /** Encryption works on heap arrays only; the path copies the burst once to where it is sent. */
  private final byte[] out = new byte[MediaPath.MAX_BURST_BYTES + 2_048];

  private final TrackSender[] senders = new TrackSender[MAX_SEGMENTS];
  private final RtpPacket[] packets = new RtpPacket[MAX_SEGMENTS];
  private final int[] sizes = new int[MAX_SEGMENTS];
  private int count;

  /** Adds a packet of the drain; {@link #send} must follow before the drain ends. */
  void add(TrackSender sender, RtpPacket packet, MediaPath path) {
    if (count == MAX_SEGMENTS) {
      send(path);
    }
    senders[count] = sender;
    packets[count] = packet;
    sizes[count] = sender.wireLength(packet);
    count++;
  }

  /** Encrypts everything added and hands it to the path. */
  @SuppressWarnings("NullAway") // slots below count are filled
  void send(MediaPath path) {
    int from = 0;
    while (from < count) {
      int end = runEnd(from);
      int segment = largest(from, end);
      int to = end < count && fitsAsTail(from, end, segment) ? end + 1 : end;
      sendRun(path, from, to, segment, end);
      from = to;
    }
    for (int i = 0; i < count; i++) {
      senders[i] = null;
      packets[i] = null;
    }
    count = 0;
  }

  /** The first packet after {@code from} that padding cannot bring to the size of the run. */
  private int runEnd(int from) {
    int largest = sizes[from];
    int smallest = sizes[from];
    int end = from + 1;
    while (end < count) {
      largest = Math.max(largest, sizes[end]);
      smallest = Math.min(smallest, sizes[end]);
      boolean padded = largest == smallest || largest - smallest <= paddingAllowed(from, end);
      if (!padded || largest * (end - from + 1) > MediaPath.MAX_BURST_BYTES) {
        return end;
      }
      end++;
    }
    return end;
  }

  private int paddingAllowed(int from, int end) {
    for (int i = from; i <= end; i++) {
      if (!senders[i].mayPad()) {
        return 0;
      }
    }
    return MAX_PADDING;
  }

  private boolean fitsAsTail(int from, int end, int segment) {
    int bytes = segment * (end - from) + sizes[end];
    return sizes[end] < segment && bytes <= MediaPath.MAX_BURST_BYTES;
  }

  private int largest(int from, int end) {
    int largest = 0;
    for (int i = from; i < end; i++) {
      largest = Math.max(largest, sizes[i]);
    }
    return largest;
  }

  /** Packets before {@code padEnd} are padded to the segment size; one behind it is the tail. */
  private void sendRun(MediaPath path, int from, int to, int segment, int padEnd) {
    int at = 0;
    for (int i = from; i < to; i++) {
      boolean last = i == to - 1;
      int padding = i < padEnd && !last ? segment - sizes[i] : 0;
      at += senders[i].write(packets[i], out, at, padding);
    }
    path.sendBurst(out, 0, at, segment);
  }
}
