package org.wcs.ejb.live;

import java.util.List;
import java.util.Optional;
import org.wcs.stream.Course;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;

/**
 * A stream of a client as a server protocol tells of it.
 *
 * @param owner whose it is
 * @param name the stream
 * @param way how it is carried
 */
record ServedStream(LiveStream.Owner owner, String name, LiveStream.Way way) {

  /** It comes in, or is about to. */
  LiveStream published(Optional<MediaStream> stream) {
    return live(
        true,
        stream.isPresent() ? LiveStream.State.PUBLISHING : LiveStream.State.PENDING,
        stream.map(LiveMedia::of).orElse(LiveMedia.NONE),
        stream.map(each -> Numbers.published(each.tracks())).orElse(Numbers.NONE));
  }

  /** It goes out, or waits for being published or asked for. */
  LiveStream played(Optional<MediaStream> stream, Course course) {
    List<Track> tracks = course.tracks().stream().map(TrackTraffic::track).toList();
    boolean flows = !tracks.isEmpty() && stream.isPresent();
    LiveStream.State state = flows ? LiveStream.State.PLAYING : LiveStream.State.PENDING;
    return live(
        false,
        course.paused() ? LiveStream.State.PAUSED : state,
        stream.map(each -> LiveMedia.of(each, tracks)).orElse(LiveMedia.NONE),
        Numbers.sent(course.tracks()));
  }

  private LiveStream live(
      boolean published, LiveStream.State state, LiveMedia media, Numbers numbers) {
    return new LiveStream(
        owner, name, published, state, media, LiveStream.Asked.NOTHING, way, numbers);
  }
}
