package org.wcs.webrtc;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open, and the sums of those that are gone. Any thread. */
final class PeerBook {

  private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();
  private PeerTotals.Sums in = PeerTotals.Sums.NONE; // of those gone; under this
  private PeerTotals.Sums out = PeerTotals.Sums.NONE; // of those gone; under this
  private long skipped; // of those gone; under this

  /** A live view. */
  Collection<PeerConnection> open() {
    return Collections.unmodifiableCollection(open);
  }

  void add(PeerConnection peer) {
    open.add(peer);
  }

  /** It ends with these numbers. */
  synchronized void remove(PeerConnection peer, PeerSnapshot last) {
    if (!open.remove(peer)) {
      return;
    }
    if (peer.publishing()) {
      in = in.plus(last);
    } else {
      out = out.plus(last);
      skipped += last.skipped();
    }
  }

  /** Everybody together; none is counted twice. */
  synchronized PeerTotals totals(long droppedDatagrams) {
    PeerTotals.Sums nowIn = in;
    PeerTotals.Sums nowOut = out;
    long nowSkipped = skipped;
    int publishers = 0;
    int players = 0;
    for (PeerConnection peer : open) {
      PeerSnapshot numbers = peer.snapshot();
      if (peer.publishing()) {
        publishers++;
        nowIn = nowIn.plus(numbers);
      } else {
        players++;
        nowOut = nowOut.plus(numbers);
        nowSkipped += numbers.skipped();
      }
    }
    return new PeerTotals(publishers, players, nowIn, nowOut, nowSkipped, droppedDatagrams);
  }
}
