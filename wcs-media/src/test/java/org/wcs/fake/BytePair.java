package org.wcs.fake;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.net.SharedOctets;

/**
 * Two ends of a connection in memory. What is written at one end arrives at the other in a later
 * task of that end's lane, if the way is open; a closed way collects unsent bytes.
 */
public final class BytePair {

  private final End left;
  private final End right;

  /** Makes two ends, each on its lane. */
  public BytePair(Lane leftLane, int leftPort, Lane rightLane, int rightPort) {
    InetAddress host = InetAddress.getLoopbackAddress();
    InetSocketAddress leftAddress = new InetSocketAddress(host, leftPort);
    InetSocketAddress rightAddress = new InetSocketAddress(host, rightPort);
    left = new End(leftLane, leftAddress, rightAddress);
    right = new End(rightLane, rightAddress, leftAddress);
    left.other = right;
    right.other = left;
  }

  /** One end. */
  public End left() {
    return left;
  }

  /** The other end. */
  public End right() {
    return right;
  }

  /** One end of the connection. */
  public static final class End implements ByteConnection {

    private final Lane lane;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private @Nullable End other;
    private @Nullable ByteReceiver receiver;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private boolean open = true;
    private boolean blocked;
    private boolean paused;
    private boolean flushing;
    private boolean discarding;
    private long discarded;

    private End(Lane lane, InetSocketAddress local, InetSocketAddress remote) {
      this.lane = lane;
      this.local = local;
      this.remote = remote;
    }

    /** Names who gets what arrives here. */
    public void receiver(ByteReceiver taker) {
      receiver = taker;
    }

    /** Stops what is written here from leaving, or lets it go again. */
    public void blocked(boolean now) {
      blocked = now;
      if (!now) {
        push();
      }
    }

    /** From now on what is written here is only counted. */
    public void discarding() {
      discarding = true;
    }

    /** Bytes written since {@link #discarding}. */
    public long discarded() {
      return discarded;
    }

    /** Whether neither end has closed. */
    public boolean isOpen() {
      return open;
    }

    /** Breaks the connection without a word, as a lost network does. */
    public void breaks(String why) {
      End far = far();
      open = false;
      far.open = false;
      tellClosed(why);
      far.tellClosed(why);
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public InetSocketAddress local() {
      return local;
    }

    @Override
    public InetSocketAddress remote() {
      return remote;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      if (discarding) {
        discarded += length;
      } else if (open) {
        unsent.write(buffer, offset, length);
        askFlush();
      }
    }

    @Override
    public void write(SharedOctets octets) {
      if (discarding) {
        discarded += octets.length();
      } else {
        byte[] bytes = octets.toArray();
        write(bytes, 0, bytes.length);
      }
    }

    @Override
    public void flush() {
      push();
    }

    @Override
    public long unsentBytes() {
      return unsent.size();
    }

    @Override
    public boolean writable() {
      return unsent.size() < 1 << 20;
    }

    @Override
    public void pauseReading() {
      paused = true;
    }

    @Override
    public void resumeReading() {
      paused = false;
      lane.execute(this::hand);
    }

    @Override
    public void close() {
      if (open) {
        push();
        open = false;
        End far = far();
        lane.execute(() -> tellClosed(null));
        far.lane.execute(
            () -> {
              far.hand();
              far.open = false;
              far.tellClosed(null);
            });
      }
    }

    private void askFlush() {
      if (!flushing) {
        flushing = true;
        if (lane.isCurrent()) {
          lane.flushAfterDrain(this::flushed);
        } else {
          lane.execute(this::flushed);
        }
      }
    }

    private void flushed() {
      flushing = false;
      push();
    }

    private void push() {
      if (blocked || unsent.size() == 0) {
        return;
      }
      byte[] bytes = unsent.toByteArray();
      unsent.reset();
      End far = far();
      far.lane.execute(() -> far.arrived(bytes));
    }

    private void arrived(byte[] bytes) {
      unread.write(bytes, 0, bytes.length);
      hand();
    }

    private void hand() {
      ByteReceiver taker = receiver;
      if (paused || taker == null || unread.size() == 0 || !open) {
        return;
      }
      byte[] bytes = unread.toByteArray();
      unread.reset();
      taker.received(this, bytes, 0, bytes.length);
    }

    private void tellClosed(@Nullable String why) {
      ByteReceiver taker = receiver;
      receiver = null;
      if (taker != null) {
        taker.closed(this, why);
      }
    }

    private End far() {
      End far = other;
      if (far == null) {
        throw new IllegalStateException("half a pair");
      }
      return far;
    }
  }
}
