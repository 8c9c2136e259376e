package org.wcs.ejb.live;

import java.util.List;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;
import org.wcs.webrtc.PeerSnapshot;

/**
 * What has flowed of a stream.
 *
 * @param audio the sound, {@link Flow#NONE} if there is none
 * @param video the picture, {@link Flow#NONE} if there is none
 * @param roundTripMillis round trip time, 0 while unknown
 * @param skipped units not sent to a player, because it waited for a key frame or was behind
 */
public record Numbers(Flow audio, Flow video, int roundTripMillis, long skipped) {

  /** Nothing yet. */
  public static final Numbers NONE = new Numbers(Flow.NONE, Flow.NONE, 0, 0);

  /** The numbers of a WebRTC connection that carries these tracks. */
  public static Numbers of(PeerSnapshot peer, List<Track> tracks) {
    return new Numbers(
        Flows.of(peer.audio(), LiveMedia.first(tracks, Codec.Kind.AUDIO)),
        Flows.of(peer.video(), LiveMedia.first(tracks, Codec.Kind.VIDEO)),
        peer.roundTripMillis(),
        peer.skipped());
  }

  /** The numbers of tracks that come in; their rates are for {@link LiveStreams} to tell. */
  public static Numbers published(List<Track> tracks) {
    return new Numbers(
        Flows.published(LiveMedia.first(tracks, Codec.Kind.AUDIO)),
        Flows.published(LiveMedia.first(tracks, Codec.Kind.VIDEO)),
        0,
        0);
  }

  /** The numbers of what goes out; its rates are for {@link LiveStreams} to tell. */
  public static Numbers sent(List<TrackTraffic> traffic) {
    int roundTripMillis = 0;
    long skipped = 0;
    for (TrackTraffic each : traffic) {
      roundTripMillis = Math.max(roundTripMillis, each.roundTripMillis());
      skipped += each.skipped();
    }
    return new Numbers(
        Flows.sent(Flows.first(traffic, Codec.Kind.AUDIO)),
        Flows.sent(Flows.first(traffic, Codec.Kind.VIDEO)),
        roundTripMillis,
        skipped);
  }

  /** Bits per second, both kinds together. */
  public long bitsPerSecond() {
    return audio.rate().bitsPerSecond() + video.rate().bitsPerSecond();
  }

  /** Bytes since the start, both kinds together. */
  public long bytes() {
    return audio.bytes() + video.bytes();
  }

  /**
   * One kind of media.
   *
   * @param payloadType the RTP payload type that stands for the codec, -1 for no media
   * @param rate over the last second
   * @param packets packets, or messages where there are no packets, since the start
   * @param bytes payload bytes since the start
   * @param loss what was lost on the way
   * @param syncMillis when the newest unit was sampled, Unix time as far as the sender's clock is
   *     known, else on the clock of the track; 0 while unknown
   * @param pictures the pictures; nothing for sound
   */
  public record Flow(
      int payloadType,
      Rate rate,
      long packets,
      long bytes,
      Loss loss,
      long syncMillis,
      Pictures pictures) {

    /** No such media. */
    public static final Flow NONE = new Flow(-1, Rate.NONE, 0, 0, Loss.NONE, 0, Pictures.NONE);

    Flow at(Rate now) {
      return new Flow(payloadType, now, packets, bytes, loss, syncMillis, pictures);
    }

    /** Pictures, or units of sound. */
    long frames() {
      return pictures.all() > 0 ? pictures.all() : packets;
    }
  }

  /**
   * How fast it flows.
   *
   * @param bitsPerSecond payload bit rate over the last second
   * @param framesPerSecond pictures, or units of sound, in the last second
   */
  public record Rate(long bitsPerSecond, int framesPerSecond) {
    /** Nothing flows. */
    public static final Rate NONE = new Rate(0, 0);
  }

  /**
   * What was lost on the way, since the start.
   *
   * @param lost packets lost, as the receiving side tells
   * @param nacks retransmissions asked for
   * @param plis key frames asked for
   * @param retransmitted packets sent again, or recovered
   */
  public record Loss(long lost, long nacks, long plis, long retransmitted) {
    /** Nothing, or nobody can tell. */
    public static final Loss NONE = new Loss(0, 0, 0, 0);
  }

  /**
   * The pictures of a track since it is published.
   *
   * @param key pictures that need no other
   * @param predicted pictures predicted from earlier ones
   * @param bidirectional pictures predicted from later ones, too
   * @param gop pictures from the last key frame but one to the last, 0 before that
   */
  public record Pictures(long key, long predicted, long bidirectional, int gop) {
    /** None. */
    public static final Pictures NONE = new Pictures(0, 0, 0, 0);

    /** All of them. */
    public long all() {
      return key + predicted + bidirectional;
    }
  }
}
