package org.wcs.rtsp.egress;

import java.util.List;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Sink;
import org.wcs.unit.RtpPacket;

/**
 * Fetches for one player what the feed keeps. It reads on the lane of the relay, so what the relay
 * gets after this moment is just what follows. Once; on that lane.
 */
final class Joiner implements Sink<RtpPacket> {

  private final PlayerLeg leg;
  private final Lane lane;
  private final Reading reading = new Reading();

  Joiner(PlayerLeg leg, Lane lane) {
    this.leg = leg;
    this.lane = lane;
  }

  void begin() {
    reading.begin(leg.track().packets(), this);
  }

  /** The player waits no longer. Idempotent. */
  void cancel() {
    reading.stop();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public void replay(List<RtpPacket> past) {
    if (!reading.over()) {
      cancel();
      leg.joined(past);
    }
  }

  @Override
  public void accept(RtpPacket packet) {}

  @Override
  public void ended(EndReason reason) {
    reading.ended();
  }
}
