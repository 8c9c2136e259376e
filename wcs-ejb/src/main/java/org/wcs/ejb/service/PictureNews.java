package org.wcs.ejb.service;

import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerSnapshot;

/** What a client is told of its pictures while they are live. On the client's queue. */
final class PictureNews {

  private PictureNews() {}

  /** A viewer who joins learns what those who were there before already know. */
  static void joined(ClientSession client, MediaSession media) {
    StreamStatus.Media now = media.media();
    resized(client, media, now);
    if (now.audioMuted()) {
      client.tell(Notices.muted(media.id(), Codec.Kind.AUDIO, true));
    }
    if (now.videoMuted()) {
      client.tell(Notices.muted(media.id(), Codec.Kind.VIDEO, true));
    }
  }

  /** The numbers of the pictures, once a second; the size of what is made for a viewer, too. */
  static void second(ClientSession client, MediaSession media) {
    PeerGateway.Peer peer = media.peer();
    if (media.state() != MediaSession.State.LIVE || peer == null || !media.video()) {
      return;
    }
    StreamStatus.Media picture = media.media();
    if (!media.publishing()) {
      resized(client, media, picture);
    }
    PeerSnapshot.Media video = peer.snapshot().video();
    client.tell(
        new SessionEvent.VideoRate(
            media.id(),
            media.publishing(),
            new SessionEvent.Figures(
                video.bitsPerSecond(),
                video.framesPerSecond(),
                video.nacks(),
                video.plis(),
                video.lost(),
                picture.width(),
                picture.height())));
  }

  /** The publisher's pictures have another size; what is made for a viewer may not. */
  static void resized(ClientSession client, MediaSession media) {
    resized(client, media, media.media());
  }

  private static void resized(ClientSession client, MediaSession media, StreamStatus.Media now) {
    if (now.width() > 0 && now.height() > 0 && media.newSize(now.width(), now.height())) {
      client.tell(Notices.resize(media.id(), now.width(), now.height()));
    }
  }
}
