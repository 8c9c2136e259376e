package org.wcs.ejb.service;

import java.util.ArrayList;
import java.util.List;
import org.wcs.fake.ManualLane;
import org.wcs.rtp.feature.RetransmissionCache;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feed;
import org.wcs.stream.FeedLimits;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerSnapshot;
import org.wcs.webrtc.RefusedException;

/** Connections without a network: the test says what happens to them. */
final class FakeGateway implements PeerGateway {

  static final String ANSWER = "v=0\r\nm=audio 9 X 0\r\nm=video 9 X 96\r\n";

  final ManualLane lane = new ManualLane();
  final StreamHub hub;
  final List<FakePeer> peers = new ArrayList<>();
  String answer = ANSWER;

  FakeGateway(StreamHub hub) {
    this.hub = hub;
  }

  @Override
  public Peer publish(PeerRequest request, boolean loopbackClient, Events events)
      throws RefusedException {
    FakePeer[] self = new FakePeer[1];
    Publisher publisher = new Publisher(request.sessionId(), request.mediaSessionId(), "WebRTC");
    MediaStream stream =
        new MediaStream(
            request.streamName(),
            publisher,
            lane,
            List.of(pictures()),
            reason -> self[0].close(reason));
    self[0] = new FakePeer(stream, true, events);
    if (!hub.publish(stream)) {
      throw new RefusedException(EndReason.NAME_IN_USE, "taken");
    }
    peers.add(self[0]);
    return self[0];
  }

  @Override
  public Peer play(PeerRequest request, boolean loopbackClient, Events events)
      throws RefusedException {
    MediaStream stream =
        hub.find(request.streamName())
            .orElseThrow(() -> new RefusedException(EndReason.NOT_FOUND, "none"));
    FakePeer peer = new FakePeer(stream, false, events);
    peers.add(peer);
    return peer;
  }

  private Track pictures() {
    return new Track(
        0,
        new Codec.Vp8(),
        new Feed<>(lane, wish -> {}, FeedLimits.uncached(4)),
        new Feed<>(lane, wish -> {}, FeedLimits.uncached(4)),
        new RetransmissionCache(16, 1));
  }

  FakePeer last() {
    return peers.getLast();
  }

  final class FakePeer implements Peer {
    private final MediaStream stream;
    private final boolean publishing;
    private final Events events;
    EndReason closedWith;

    FakePeer(MediaStream stream, boolean publishing, Events events) {
      this.stream = stream;
      this.publishing = publishing;
      this.events = events;
    }

    void connect() {
      lane.run(
          () -> {
            if (publishing) {
              stream.tell(new StreamEvent.Started());
            }
            events.connected();
          });
    }

    @Override
    public String answer() {
      return answer;
    }

    @Override
    public MediaStream stream() {
      return stream;
    }

    @Override
    public List<Track> tracks() {
      return stream.tracks();
    }

    @Override
    public void close(EndReason reason) {
      if (closedWith != null) {
        return;
      }
      closedWith = reason;
      lane.execute(
          () -> {
            if (publishing) {
              hub.unpublish(stream, reason);
            }
            events.ended(reason);
          });
    }

    @Override
    public PeerSnapshot snapshot() {
      PeerSnapshot.Media video = new PeerSnapshot.Media(500_000, 25, 100, 1_000, 7, 3, 2, 1);
      return new PeerSnapshot(true, "test", false, PeerSnapshot.Media.NONE, video, 20, 0);
    }
  }
}
