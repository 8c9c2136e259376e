package org.wcs.ejb.shell;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.service.TranscoderStatus;
import org.wcs.stream.Feed;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Track;
import org.wcs.transcode.StepSnapshot;
import org.wcs.transcode.TrackSnapshot;

/**
 * One look at the way media takes through the server: what comes in, the feeds of its tracks and
 * what they are made of, what is decoded and encoded, and who reads. Any thread that may block.
 */
public final class StreamTrace {

  private final Verbs verbs;

  /** Looks by these. */
  public StreamTrace(Verbs verbs) {
    this.verbs = verbs;
  }

  /** The stream as it is now; empty if there is none. */
  public Optional<JsonObject> look(String name) {
    return verbs.making().hub().find(name).map(this::look);
  }

  private JsonObject look(MediaStream stream) {
    JsonObjectBuilder look = Json.createObjectBuilder();
    look.add("stream", stream.name())
        .add("protocol", stream.publisher().protocol())
        .add("live", stream.live())
        .add("sessionId", stream.publisher().sessionId())
        .add("mediaSessionId", stream.publisher().mediaSessionId());
    verbs
        .making()
        .transcoders()
        .madeOf(stream.name())
        .ifPresent(from -> look.add("derivedFrom", from));
    List<LiveStream> all = verbs.streams().find(StreamFilter.named(stream.name()));
    all.stream().filter(LiveStream::published).findFirst().ifPresent(in -> publisher(look, in));
    List<TrackSnapshot> codecs =
        verbs.making().tracks().get().stream()
            .filter(track -> track.stream().equals(stream.name()))
            .toList();
    JsonArrayBuilder tracks = Json.createArrayBuilder();
    stream.tracks().forEach(track -> tracks.add(track(track, codecs)));
    JsonArrayBuilder viewers = Json.createArrayBuilder();
    all.stream().filter(each -> !each.published()).forEach(out -> viewers.add(viewer(out)));
    return look.add("tracks", tracks)
        .add("viewers", viewers)
        .add("makes", makes(stream.name()))
        .build();
  }

  private static void publisher(JsonObjectBuilder look, LiveStream in) {
    look.add("remoteAddress", in.way().remoteAddress()).add("createdMillis", in.createdMillis());
    numbers(look, in.numbers());
  }

  private static void numbers(JsonObjectBuilder object, Numbers numbers) {
    object
        .add("bitsPerSecond", numbers.bitsPerSecond())
        .add("framesPerSecond", numbers.video().rate().framesPerSecond())
        .add("lost", numbers.video().loss().lost() + numbers.audio().loss().lost())
        .add("nacks", numbers.video().loss().nacks() + numbers.audio().loss().nacks())
        .add("plis", numbers.video().loss().plis())
        .add("roundTripMillis", numbers.roundTripMillis())
        .add("skipped", numbers.skipped());
  }

  private static JsonObject track(Track track, List<TrackSnapshot> codecs) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    object.add("id", track.id()).add("codec", track.codec().encodingName());
    if (track.width() > 0) {
      object.add("width", track.width()).add("height", track.height());
    }
    object.add("bytes", track.octets()).add("pictures", track.pictures());
    Feed<?> packets = track.packets();
    Feed<?> frames = track.frames();
    JsonArrayBuilder feeds = Json.createArrayBuilder();
    feeds.add(feed("packets", packets, "frames"));
    feeds.add(feed("frames", frames, "packets"));
    JsonArrayBuilder made = Json.createArrayBuilder();
    codecs.stream()
        .filter(each -> each.trackId() == track.id() && each.decoding())
        .forEach(each -> made.add(decoded(each)));
    return object.add("feeds", feeds).add("made", made).build();
  }

  private static JsonObject feed(String name, Feed<?> feed, String other) {
    JsonObjectBuilder object = Json.createObjectBuilder().add("feed", name);
    if (feed.derived()) {
      object.add("derivedFrom", other);
    }
    return object.add("readers", feed.readers()).add("skipped", feed.skipped()).build();
  }

  private static JsonObject decoded(TrackSnapshot track) {
    JsonArrayBuilder outputs = Json.createArrayBuilder();
    for (TrackSnapshot.Made made : track.outputs()) {
      if (made.encoding()) {
        JsonObjectBuilder output = Json.createObjectBuilder();
        output.add("id", made.trackId()).add("codec", ShowMedia.codec(made));
        if (made.width() > 0) {
          output.add("width", made.width()).add("height", made.height());
        }
        outputs.add(step(output.add("readers", made.readers()), made.encode()));
      }
    }
    return step(Json.createObjectBuilder(), track.decode()).add("outputs", outputs).build();
  }

  private static JsonObjectBuilder step(JsonObjectBuilder object, StepSnapshot step) {
    return object
        .add("in", step.in())
        .add("out", step.out())
        .add("skipped", step.skipped())
        .add("failed", step.failed())
        .add("queued", step.queued());
  }

  private static JsonObject viewer(LiveStream out) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    object
        .add("protocol", out.way().mediaProvider())
        .add("transport", out.way().transport())
        .add("remoteAddress", out.way().remoteAddress())
        .add("mediaSessionId", out.mediaSessionId())
        .add("state", out.state().name())
        .add("media", ShowMedia.media(out.media()))
        .add("createdMillis", out.createdMillis());
    numbers(object, out.numbers());
    return object.build();
  }

  private JsonArray makes(String name) {
    JsonArrayBuilder made = Json.createArrayBuilder();
    for (TranscoderStatus each : verbs.making().transcoders().findAll()) {
      if (each.remoteStreamName().equals(name)) {
        made.add(each.localStreamName());
      }
    }
    return made.build();
  }
}
