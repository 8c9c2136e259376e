package org.wcs.rtsp.egress;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;
import org.wcs.packetize.Obus;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Rendition;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Reads a track until its first key frame has told its parameter sets; a track that is made on
 * demand is kept being made until {@link #close}. On one lane.
 */
final class Probe implements Sink<Frame> {

  private final Track track;
  private final boolean transcoded;
  private final Lane lane;
  private final Runnable told;
  private final Reading reading = new Reading();
  private byte @Nullable [] sets;
  private @Nullable Subscription holding;

  /**
   * Makes a probe that reads nothing yet.
   *
   * @param told run when the probe has become complete
   */
  Probe(Rendition.Ready found, Lane lane, Runnable told) {
    this.track = found.track();
    this.transcoded = found.transcoded();
    this.lane = lane;
    this.told = told;
    if (!needed(found.track().codec())) {
      reading.stop();
    }
  }

  Track track() {
    return track;
  }

  /** Whether all is known that the description needs. */
  boolean isComplete() {
    return reading.over();
  }

  /** What {@link org.wcs.sdp.SdpCodecs#format} wants to know. */
  byte @Nullable [] parameterSets() {
    return sets;
  }

  void begin() {
    if (transcoded) {
      holding = track.packets().subscribe(new Hold(lane));
    }
    reading.begin(track.frames(), this);
  }

  /** Asks once more for what has not come. */
  void askAgain() {
    if (!reading.over()) {
      track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  /** Waits no longer. */
  void giveUpReading() {
    reading.stop();
  }

  /** Lets go of the track. Idempotent. */
  void close() {
    giveUpReading();
    Subscription last = holding;
    holding = null;
    if (last != null) {
      last.cancel();
    }
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public void replay(List<Frame> past) {
    past.forEach(this::accept);
    askAgain();
  }

  @Override
  public void accept(Frame frame) {
    if (!reading.over() && frame.key()) {
      sets = sets(track.codec(), frame.payload());
      reading.stop();
      told.run();
    }
  }

  @Override
  public void ended(EndReason reason) {
    if (!reading.over()) {
      reading.ended();
      told.run();
    }
  }

  private static boolean needed(Codec codec) {
    return NalSyntax.of(codec) != null || codec instanceof Codec.Av1;
  }

  private static byte @Nullable [] sets(Codec codec, byte[] keyFrame) {
    NalSyntax syntax = NalSyntax.of(codec);
    if (syntax != null) {
      return NalUnits.parameterSets(syntax, keyFrame);
    }
    int at = Obus.sequenceHeader(keyFrame);
    return at < 0 ? null : Arrays.copyOfRange(keyFrame, at, Obus.end(keyFrame, at));
  }

  /** Reads so that the track is made, and does nothing with it. */
  private record Hold(Lane lane) implements Sink<RtpPacket> {
    @Override
    public void replay(List<RtpPacket> past) {}

    @Override
    public void accept(RtpPacket packet) {}
  }
}
