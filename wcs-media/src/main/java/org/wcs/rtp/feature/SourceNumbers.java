package org.wcs.rtp.feature;

import org.wcs.rtp.RtpHeader;
import org.wcs.rtp.SequenceUnwrapper;
import org.wcs.rtp.TimestampUnwrapper;

/**
 * The sequence numbers and timestamps of one track, unwrapped to 64 bits, that go on without a
 * break when another source takes over or a source sets its clock. Not thread safe; nothing is
 * allocated per packet.
 */
public final class SourceNumbers {

  /** A source that has been silent for this long may be followed by another of the same track. */
  private static final long CHANGE_NANOS = 200_000_000L;

  /** No source gets so far ahead of time, or behind itself, between two packets. */
  private static final long JUMP_NANOS = 10_000_000_000L;

  private final int clockRate;
  private SequenceUnwrapper sequences = new SequenceUnwrapper();
  private TimestampUnwrapper timestamps = new TimestampUnwrapper();
  private long sequenceBase;
  private long ptsBase;
  private long firstOfSource;
  private long newestSequence = -1;
  private long newestPts;
  private long newestNanos;
  private long arrivedNanos;
  private int ssrc;
  private boolean heard;
  private boolean released;

  /** What a packet means for the track. */
  public enum Heard {
    /** It is the first of the track. */
    FIRST,
    /** It is of the source that is followed. */
    SAME,
    /** Its source takes over from the one before. */
    CHANGED,
    /** Its source has no business here: another one is speaking. */
    STRANGER
  }

  /** Makes numbers that nobody has heard yet; the rate is that of the RTP timestamp. */
  public SourceNumbers(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Notes a packet with a valid header; one of a stranger is to be dropped. */
  public Heard hear(byte[] wire, int offset, long nowNanos) {
    int source = RtpHeader.ssrc(wire, offset);
    Heard what = !heard ? Heard.FIRST : Heard.SAME;
    if (heard && (released || source != ssrc)) {
      if (!released && nowNanos - arrivedNanos < CHANGE_NANOS) {
        return Heard.STRANGER;
      }
      sequences = new SequenceUnwrapper();
      sequenceBase = newestSequence + 1 - RtpHeader.sequence(wire, offset);
      firstOfSource = newestSequence + 1;
      goOn(RtpHeader.timestamp(wire, offset), nowNanos);
      what = Heard.CHANGED;
    }
    heard = true;
    released = false;
    ssrc = source;
    arrivedNanos = nowNanos;
    return what;
  }

  /** The source has said good-bye, or its link was cut: the next one is followed at once. */
  public void release() {
    released = true;
  }

  /** The extended number of the packet that was heard last; negative for one before the first. */
  public long sequence(int sequence) {
    return sequenceBase + sequences.unwrap(sequence);
  }

  /**
   * The unwrapped timestamp of a packet of the source that is followed. Where it has jumped, the
   * time goes on as it passes here.
   */
  public long pts(int timestamp, long nowNanos) {
    long pts = ptsBase + timestamps.peek(timestamp);
    if (newestSequence >= 0) {
      long moved = nanos(pts - newestPts);
      if (moved < -JUMP_NANOS || moved - (nowNanos - newestNanos) > JUMP_NANOS) {
        goOn(timestamp, nowNanos);
      }
    }
    return ptsBase + timestamps.unwrap(timestamp);
  }

  /** The unwrapped timestamp that a report speaks of. */
  public long peekPts(int timestamp) {
    return ptsBase + timestamps.peek(timestamp);
  }

  /** A packet was published under these numbers. */
  public void published(long sequence, long pts, long nowNanos) {
    if (sequence > newestSequence) {
      newestSequence = sequence;
      newestPts = pts;
      newestNanos = nowNanos;
    }
  }

  /**
   * The extended number of a packet that is sent again, from its 16 bits; -1 if it is not from
   * between the first and the newest of the source.
   */
  public long again(int sequence) {
    long newest = newestSequence - sequenceBase;
    long again = newestSequence + (short) (sequence - (int) newest);
    return again > newestSequence || again < firstOfSource ? -1 : again;
  }

  /** Whether any packet has come. */
  public boolean heard() {
    return heard;
  }

  /** The source that is followed, once it is heard. */
  public int ssrc() {
    return ssrc;
  }

  /** Lane time of the last packet that was no stranger's. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** The highest number published, -1 before the first. */
  public long newestSequence() {
    return newestSequence;
  }

  private void goOn(int timestamp, long nowNanos) {
    timestamps = new TimestampUnwrapper();
    long elapsed = newestSequence < 0 ? 0 : nowNanos - newestNanos;
    ptsBase = newestPts + ticks(elapsed) - (timestamp & 0xFFFFFFFFL);
  }

  private long ticks(long nanos) {
    return nanos / 1_000_000_000L * clockRate + nanos % 1_000_000_000L * clockRate / 1_000_000_000L;
  }

  private long nanos(long ticks) {
    return ticks / clockRate * 1_000_000_000L + ticks % clockRate * 1_000_000_000L / clockRate;
  }
}
