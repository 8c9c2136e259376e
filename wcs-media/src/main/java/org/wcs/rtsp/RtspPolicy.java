package org.wcs.rtsp;

import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;

/**
 * Who may connect, publish and play. Called on the client's lane, so it must not block; the verdict
 * may come later, from any thread. The client waits meanwhile.
 */
public interface RtspPolicy {

  /** Lets everybody do everything. */
  RtspPolicy OPEN =
      new RtspPolicy() {
        @Override
        public void connect(RtspPeer peer, Verdict verdict) {
          verdict.allow();
        }

        @Override
        public void publish(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
          verdict.allow();
        }

        @Override
        public void play(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
          verdict.allow();
        }
      };

  /** A client wants to come in: asked at its first request that needs more than OPTIONS. */
  void connect(RtspPeer peer, Verdict verdict);

  /** A client wants to publish. */
  void publish(RtspPeer peer, RtspStreamRequest request, Verdict verdict);

  /** A client wants to know or to play a stream. */
  void play(RtspPeer peer, RtspStreamRequest request, Verdict verdict);

  /**
   * A player gets what it was allowed, or a publisher goes on with a stream that is there already;
   * may be told more than once.
   */
  default void flows(RtspPeer peer, RtspStreamRequest request) {}

  /** What was allowed has come to its end. */
  default void ended(RtspPeer peer, RtspStreamRequest request, EndReason reason) {}

  /** A client that was let in has left. */
  default void disconnected(RtspPeer peer) {}
}
