package org.wcs.rtmp;

import org.wcs.peer.Verdict;
import org.wcs.stream.EndReason;

/**
 * Who may connect, publish and play. Called on the client's lane, so it must not block; the verdict
 * may come later, from any thread. The client waits meanwhile.
 */
public interface RtmpPolicy {

  /** Lets everybody do everything. */
  RtmpPolicy OPEN =
      new RtmpPolicy() {
        @Override
        public void connect(RtmpPeer peer, Verdict verdict) {
          verdict.allow();
        }

        @Override
        public void publish(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
          verdict.allow();
        }

        @Override
        public void play(RtmpPeer peer, RtmpRequest request, Verdict verdict) {
          verdict.allow();
        }
      };

  /** A client wants to come in. */
  void connect(RtmpPeer peer, Verdict verdict);

  /** A client wants to publish. */
  void publish(RtmpPeer peer, RtmpRequest request, Verdict verdict);

  /** A client wants to play. */
  void play(RtmpPeer peer, RtmpRequest request, Verdict verdict);

  /**
   * A player gets what it was allowed, or a publisher goes on with a stream that is there already;
   * may be told more than once.
   */
  default void flows(RtmpPeer peer, RtmpRequest request) {}

  /** What was allowed has come to its end. */
  default void ended(RtmpPeer peer, RtmpRequest request, EndReason reason) {}

  /** A client that was let in has left. */
  default void disconnected(RtmpPeer peer) {}
}
