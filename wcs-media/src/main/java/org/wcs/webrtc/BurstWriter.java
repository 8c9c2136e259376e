package org.wcs.webrtc;

import org.wcs.net.BurstRun;
import org.wcs.net.MediaPath;
import org.wcs.unit.RtpPacket;

/**
 * Turns what one peer gets in a drain into as few sends as possible. One per lane, on that lane;
 * its buffers are shared by all peers of the lane.
 */
final class BurstWriter implements BurstRun.Padding {

  private static final int MAX_SEGMENTS = MediaPath.MAX_SEGMENTS;

  /** Encryption works on heap arrays only; the path copies the burst once to where it is sent. */
  private final byte[] out = new byte[MediaPath.MAX_BURST_BYTES + 2_048];

  private final TrackSender[] senders = new TrackSender[MAX_SEGMENTS];
  private final RtpPacket[] packets = new RtpPacket[MAX_SEGMENTS];
  private final int[] sizes = new int[MAX_SEGMENTS];
  private final BurstRun run = new BurstRun();
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
      run.find(sizes, from, count, this);
      sendRun(path, from);
      from = run.to();
    }
    for (int i = 0; i < count; i++) {
      senders[i] = null;
      packets[i] = null;
    }
    count = 0;
  }

  @Override
  public boolean allowed(int index) {
    return senders[index].mayPad();
  }

  private void sendRun(MediaPath path, int from) {
    int at = 0;
    for (int i = from; i < run.to(); i++) {
      at += senders[i].write(packets[i], out, at, run.padding(i, sizes[i]));
    }
    path.sendBurst(out, 0, at, run.segment());
  }
}
