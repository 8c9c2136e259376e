package org.wcs.ejb.service;

import java.util.List;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerSnapshot;
import org.wcs.webrtc.RefusedException;

/** What the services need of the media side. Any thread. */
public interface PeerGateway {

  /** Answers a publisher's offer and enters the stream under its name. */
  Peer publish(PeerRequest request, boolean loopbackClient, Events events) throws RefusedException;

  /** Answers a player's offer. */
  Peer play(PeerRequest request, boolean loopbackClient, Events events) throws RefusedException;

  /** One connection. */
  interface Peer {
    /** The answer to the offer. */
    String answer();

    /** The stream it publishes or plays. */
    MediaStream stream();

    /** What it publishes, or what of the stream it plays. */
    List<Track> tracks();

    /** Ends it; {@link Events#ended} follows. Idempotent. */
    void close(EndReason reason);

    /** Its numbers, at most a second old. */
    PeerSnapshot snapshot();
  }

  /** Hears of one connection, on a network lane. It must not block. */
  interface Events {
    /** Media can flow. At most once. */
    void connected();

    /** It is over. Exactly once. */
    void ended(EndReason reason);
  }
}
