package org.wcs.ejb.stats;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.stream.StreamName;
import org.wcs.transcode.StepSnapshot;
import org.wcs.transcode.TrackSnapshot;
import org.wcs.unit.Codec;

/** Sources, decoders, encoders and how many read them, as a tree. Stateless. */
final class TranscodingStats {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final double NANOS_PER_SECOND = 1e9;

  private TranscodingStats() {}

  static StatGroup of(ServerStatus.Transcoding transcoding) {
    return new StatValues()
        .add("transcoding_video_full_info", kind(transcoding.tracks(), Codec.Kind.VIDEO))
        .add("transcoding_audio_full_info", kind(transcoding.tracks(), Codec.Kind.AUDIO))
        .group("transcoding_stats", "Transcoding Stats");
  }

  /** Only what is at work: a track that could be transcoded costs nothing. */
  private static JsonObject kind(List<TrackSnapshot> tracks, Codec.Kind kind) {
    Map<String, JsonObjectBuilder> streams = new LinkedHashMap<>();
    for (TrackSnapshot track : tracks) {
      if (track.codec().kind() == kind && track.decoding()) {
        streams.put(StreamName.shown(track.stream()), track(track));
      }
    }
    JsonObjectBuilder all = JSON.createObjectBuilder();
    streams.forEach(all::add);
    return all.build();
  }

  private static JsonObjectBuilder track(TrackSnapshot track) {
    JsonObjectBuilder outputs = JSON.createObjectBuilder();
    for (TrackSnapshot.Made made : track.outputs()) {
      outputs.add(String.valueOf(made.trackId()), made(made));
    }
    return JSON.createObjectBuilder()
        .add("codec", track.codec().encodingName())
        .add("decoder", step(track.decode()))
        .add("distributors", outputs);
  }

  private static JsonObjectBuilder made(TrackSnapshot.Made made) {
    return JSON.createObjectBuilder()
        .add("codec", made.output().codec().encodingName())
        .add("resolution", made.width() == 0 ? "" : made.width() + "x" + made.height())
        .add("queueSize", made.encode().queued())
        .add("encoding", made.encoding())
        .add("readers", made.readers())
        .add("encoder", step(made.encode()))
        .add(
            "videoGroupsSendStats",
            JSON.createObjectBuilder()
                .add("frames", made.encode().out())
                .add("skipped", made.encode().skipped()));
  }

  private static JsonObjectBuilder step(StepSnapshot step) {
    return JSON.createObjectBuilder()
        .add("in", step.in())
        .add("out", step.out())
        .add("skipped", step.skipped())
        .add("failed", step.failed())
        .add("queueSize", step.queued())
        .add("busySeconds", step.busyNanos() / NANOS_PER_SECOND);
  }
}
