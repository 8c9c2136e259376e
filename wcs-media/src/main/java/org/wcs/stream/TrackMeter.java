package org.wcs.stream;

import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

/**
 * Counts what a track carries, once for all its readers. Written on the publisher's lane alone; its
 * numbers may be read from any thread.
 *
 * <p>A picture that is shown before one that was decoded earlier is taken for a bidirectionally
 * predicted one.
 */
public final class TrackMeter {

  private static final long NONE = Long.MIN_VALUE;

  private final boolean video;
  private volatile long units;
  private volatile Arrival arrival = Arrival.COMPLETE;
  private long highest = NONE; // extended sequence number of the newest packet
  private volatile long newest = NONE; // timestamp of the newest unit
  private long latest = NONE; // timestamp of the picture that is shown last
  private Kind kind = Kind.PREDICTED; // of the picture that is coming in
  private int sinceKey; // pictures from the last key frame on
  private volatile int gop;
  private volatile long pictures;
  private volatile long keys;
  private volatile long bidirectional;

  private enum Kind {
    KEY,
    PREDICTED,
    BIDIRECTIONAL
  }

  TrackMeter(boolean video) {
    this.video = video;
  }

  /** Packets or frames so far. */
  public long units() {
    return units;
  }

  /** The rest; its numbers may be one picture apart, as nothing is made for each picture. */
  public Reading reading() {
    long latestUnit = newest;
    long keysBy = keys; // before all of them, so that there are never more than that
    long bidirectionalBy = bidirectional;
    return latestUnit == NONE
        ? Reading.NOTHING
        : new Reading(pictures, keysBy, bidirectionalBy, gop, latestUnit);
  }

  /** How well it arrives from the publisher, where its protocol can tell. */
  public Arrival arrival() {
    return arrival;
  }

  /** Notes how well it arrives. Publisher's lane. */
  public void arrived(Arrival now) {
    arrival = now;
  }

  void packet(RtpPacket packet) {
    units++;
    if (packet.sequence() <= highest) {
      return; // late: its picture has been counted, or what came after it has
    }
    highest = packet.sequence();
    if (packet.pts() != newest) {
      begin(packet.pts(), packet.resync());
    } else if (video && packet.resync() && kind != Kind.KEY) {
      turnsOutKey();
    }
  }

  void frame(Frame frame) {
    units++;
    begin(frame.pts(), frame.key());
  }

  private void begin(long pts, boolean resync) {
    newest = pts;
    pictures++;
    if (video) {
      kind = resync ? Kind.KEY : pts < latest ? Kind.BIDIRECTIONAL : Kind.PREDICTED;
      latest = Math.max(latest, pts);
      sinceKey++;
      switch (kind) {
        case KEY -> key();
        case BIDIRECTIONAL -> bidirectional++;
        case PREDICTED -> {}
      }
    }
  }

  /** Parameter sets may come before what tells that it is a key frame. */
  private void turnsOutKey() {
    bidirectional -= kind == Kind.BIDIRECTIONAL ? 1 : 0;
    kind = Kind.KEY;
    key();
  }

  private void key() {
    gop = keys == 0 ? 0 : sinceKey - 1;
    keys++;
    sinceKey = 1;
  }

  /**
   * What is missing since the start.
   *
   * @param lost packets that never came
   * @param keyFramesAsked how often the publisher was asked for a key frame
   */
  public record Arrival(long lost, long keyFramesAsked) {
    /** Nothing, or nobody can tell. */
    public static final Arrival COMPLETE = new Arrival(0, 0);
  }

  /**
   * What has been counted by some moment.
   *
   * @param pictures pictures, or moments of sound
   * @param keys those of them that need no other
   * @param bidirectional those of them that are shown before one that was decoded earlier
   * @param gop pictures from the last key frame but one to the last, 0 before that
   * @param pts timestamp of the newest unit
   */
  public record Reading(long pictures, long keys, long bidirectional, int gop, long pts) {
    static final Reading NOTHING = new Reading(0, 0, 0, 0, 0);

    /** Pictures that are predicted from earlier ones only. */
    public long predicted() {
      return pictures - keys - bidirectional;
    }
  }
}
