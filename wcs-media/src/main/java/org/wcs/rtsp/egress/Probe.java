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
  private boolean complete;
  private byte @Nullable [] sets;
  private @Nullable Subscription reading;
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
    this.complete = !needed(found.track().codec());
  }

  Track track() {
    return track;
  }

  /** Whether all is known that the description needs. */
  boolean isComplete() {
    return complete;
  }

  /** What {@link org.wcs.sdp.SdpCodecs#format} wants to know. */
  byte @Nullable [] parameterSets() {
    return sets;
  }

  void begin() {
    if (transcoded) {
      holding = track.packets().subscribe(new Hold(lane));
    }
    if (complete) {
      return;
    }
    Subscription made = track.frames().subscribe(this);
    if (complete) {
      made.cancel();
    } else {
      reading = made;
    }
  }

  /** Asks once more for what has not come. */
  void askAgain() {
    if (!complete) {
      track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  /** Waits no longer. */
  void giveUpReading() {
    complete = true;
    stopReading();
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
    if (!complete && frame.key()) {
      sets = sets(track.codec(), frame.payload());
      complete();
    }
  }

  @Override
  public void ended(EndReason reason) {
    reading = null;
    if (!complete) {
      complete();
    }
  }

  private void complete() {
    complete = true;
    stopReading();
    told.run();
  }

  private void stopReading() {
    Subscription last = reading;
    reading = null;
    if (last != null) {
      last.cancel();
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
