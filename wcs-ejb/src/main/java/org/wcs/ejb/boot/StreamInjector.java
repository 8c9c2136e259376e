package org.wcs.ejb.boot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wcs.ejb.service.InjectGateway;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.Injection;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Rendition;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

/**
 * Finds content that a stream can carry: of the same codecs, and without B-frames where the stream
 * has had none, for which the source is transcoded if need be.
 *
 * @param patienceMillis how long the former picture stays, negative for any time
 */
record StreamInjector(StreamPlane streams, int patienceMillis) implements InjectGateway {

  @Override
  public Runnable start(MediaStream target, MediaStream source, Runnable over)
      throws RequestRefusedException {
    Map<Codec.Kind, Track> guests = new EnumMap<>(Codec.Kind.class);
    for (Track track : target.tracks()) {
      guests.put(track.codec().kind(), guest(track, source));
    }
    source.attach();
    Runnable leaving =
        () -> {
          source.detach();
          over.run();
        };
    try {
      return Injection.start(target, guests, TimeUnit.MILLISECONDS.toNanos(patienceMillis), leaving)
          ::stop;
    } catch (IllegalArgumentException misfit) {
      source.detach();
      throw different(source, target.tracks().get(0));
    }
  }

  private Track guest(Track host, MediaStream source) throws RequestRefusedException {
    Codec codec = host.codec();
    Track own =
        source
            .track(codec.kind())
            .filter(track -> same(track.codec(), codec))
            .orElseThrow(() -> different(source, host));
    Codec any = codec instanceof Codec.H264 ? new Codec.H264(0, 1) : own.codec();
    Wish wish = new Wish(List.of(any), host.reordered(), Picture.AS_IS);
    return switch (streams.transcoders().find(source, codec.kind(), wish)) {
      case Rendition.Ready ready -> ready.track();
      case Rendition.Absent absent -> throw different(source, host);
      case Rendition.Impossible impossible ->
          throw new RequestRefusedException(Kind.FAILED, impossible.reason().text());
    };
  }

  /** Whether viewers of one can go on with the other; sizes and profiles of video may differ. */
  static boolean same(Codec guest, Codec host) {
    return switch (host) {
      case Codec.H264 h264 -> guest instanceof Codec.H264;
      case Codec.H265 h265 -> guest instanceof Codec.H265;
      case Codec.Vp8 vp8 -> guest instanceof Codec.Vp8;
      case Codec.Vp9 vp9 ->
          guest instanceof Codec.Vp9 other && other.profileId() == vp9.profileId();
      case Codec.Av1 av1 -> guest instanceof Codec.Av1 other && other.profile() <= av1.profile();
      case Codec.Opus opus -> guest instanceof Codec.Opus; // each packet tells its channels
      case Codec.Aac aac -> guest.equals(aac);
      case Codec.Mp3 mp3 -> guest.equals(mp3);
      case Codec.Speex speex -> guest.equals(speex);
      case Codec.G726 g726 -> guest.equals(g726);
      case Codec.Pcmu pcmu -> guest.equals(pcmu);
      case Codec.Pcma pcma -> guest.equals(pcma);
      case Codec.G722 g722 -> guest.equals(g722);
      case Codec.G729 g729 -> guest.equals(g729);
      case Codec.Jpeg jpeg -> guest.equals(jpeg);
    };
  }

  private static RequestRefusedException different(MediaStream source, Track host) {
    String other =
        source
            .track(host.codec().kind())
            .map(track -> track.codec().toString())
            .orElse("nothing of the kind");
    return new RequestRefusedException(
        Kind.MALFORMED, "The streams have different codecs: " + host.codec() + " and " + other);
  }
}
