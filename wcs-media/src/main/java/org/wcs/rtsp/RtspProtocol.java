package org.wcs.rtsp;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;
import org.wcs.stream.EndReason;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * RTSP of this node: takes clients that record and play. One for all ports and lanes. Any thread.
 */
public final class RtspProtocol implements ByteAcceptor {

  private final RtspParts parts;
  private final LongAdder accepted = new LongAdder();
  private volatile @Nullable ByteNetwork network;
  private volatile boolean closed;

  /**
   * Makes the protocol; it takes clients as soon as somebody brings connections.
   *
   * @param renditions finds tracks that a player takes
   * @param policy says who may do what
   */
  public RtspProtocol(
      RtspConfig config,
      StreamHub hub,
      Renditions renditions,
      RtspPolicy policy,
      RtspRuntime runtime) {
    this.parts = new RtspParts(config, hub, renditions, policy, runtime);
  }

  /** Names the network that the connections come from; media by UDP goes over it too. */
  public void open(ByteNetwork opened) {
    network = opened;
  }

  @Override
  public @Nullable ByteReceiver accepted(ByteConnection connection) {
    return null;
  }

  /** The numbers now. */
  public RtspSnapshot snapshot() {
    return new RtspSnapshot(List.of(), RtspSnapshot.Totals.NONE);
  }

  /**
   * Ends a session.
   *
   * @param sessionId as in {@link RtspPeer#sessionId}
   * @return false if there is none
   */
  public boolean close(String sessionId, EndReason reason) {
    return false;
  }

  /** Ends every session and takes no more; does not wait for the goodbyes. */
  public void close() {
    closed = true;
  }
}
