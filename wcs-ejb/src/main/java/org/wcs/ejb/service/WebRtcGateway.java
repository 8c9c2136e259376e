package org.wcs.ejb.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.webrtc.PeerConnection;
import org.wcs.webrtc.PeerListener;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerSnapshot;
import org.wcs.webrtc.RefusedException;
import org.wcs.webrtc.WebRtcProtocol;

/** The media side over WebRTC, as long as the media ports are open. */
public final class WebRtcGateway implements PeerGateway {

  private volatile @Nullable WebRtcProtocol protocol;

  /** Names the protocol once the ports are open, null when they close. */
  public void protocol(@Nullable WebRtcProtocol opened) {
    protocol = opened;
  }

  /** Open connections of any kind. */
  public int peers() {
    WebRtcProtocol now = protocol;
    return now == null ? 0 : now.peers().size();
  }

  @Override
  public Peer publish(PeerRequest request, boolean loopbackClient, Events events)
      throws RefusedException {
    return new WebRtcPeer(open().publish(request, loopbackClient, listener(events)));
  }

  @Override
  public Peer play(PeerRequest request, boolean loopbackClient, Events events)
      throws RefusedException {
    return new WebRtcPeer(open().play(request, loopbackClient, listener(events)));
  }

  private WebRtcProtocol open() throws RefusedException {
    WebRtcProtocol now = protocol;
    if (now == null) {
      throw new RefusedException(EndReason.SHUTDOWN, "the media ports are not open");
    }
    return now;
  }

  private static PeerListener listener(Events events) {
    return new PeerListener() {
      @Override
      public void connected(PeerConnection peer) {
        events.connected();
      }

      @Override
      public void ended(PeerConnection peer, EndReason reason) {
        events.ended(reason);
      }
    };
  }

  private record WebRtcPeer(PeerConnection connection) implements Peer {
    @Override
    public String answer() {
      return connection.answer();
    }

    @Override
    public MediaStream stream() {
      return connection.stream();
    }

    @Override
    public List<Track> tracks() {
      return connection.tracks();
    }

    @Override
    public void close(EndReason reason) {
      connection.close(reason);
    }

    @Override
    public PeerSnapshot snapshot() {
      return connection.snapshot();
    }
  }
}
