package org.wcs.ejb.shell;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.ConnectionFilter;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.service.TranscoderStatus;
import org.wcs.ejb.view.ConnectionObject;
import org.wcs.ejb.view.StreamObject;
import org.wcs.stream.MediaStream;
import org.wcs.transcode.StepSnapshot;
import org.wcs.transcode.TrackSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Streams, who is connected, and what is made of streams. */
@Command(name = "show")
final class ShowMedia {

  private final Verbs verbs;
  private final Console console;

  ShowMedia(Verbs verbs, Console console) {
    this.verbs = verbs;
    this.console = console;
  }

  @Command(name = "streams", description = "What is published, and by -a what is played.")
  int streams(
      @Mixin Output output,
      @Option(
              names = {"-a", "--all"},
              description = "Viewers too.")
          boolean all,
      @Option(
              names = {"-v", "--viewers"},
              description = "Only viewers.")
          boolean viewers,
      @Parameters(
              paramLabel = "<stream>",
              arity = "0..1",
              description = "Only what has this name; then viewers too.")
          @Nullable String name) {
    Boolean published = viewers ? Boolean.FALSE : all || name != null ? null : Boolean.TRUE;
    List<LiveStream> found =
        verbs.streams().find(new StreamFilter(Set.of(), name, published, null));
    Table table =
        Table.of(
            "name:Stream",
            "way:Way",
            "protocol:Protocol",
            "state:State",
            "media:Media",
            "bitrate:Bit/s",
            "fps:Fps",
            "viewers:Viewers",
            "created:Since",
            "remoteAddress:Address",
            "mediaSessionId:Media session");
    long now = System.currentTimeMillis();
    found.forEach(stream -> row(table, stream, now));
    String nothing = viewers ? "Nothing is played." : "There are no streams.";
    return output.print(console, table, nothing, () -> streamObjects(found));
  }

  private void row(Table table, LiveStream stream, long now) {
    table.row(
        stream.name(),
        stream.published() ? "in" : "out",
        stream.way().mediaProvider(),
        stream.state(),
        media(stream.media()),
        Shown.bits(stream.numbers().bitsPerSecond()),
        stream.numbers().video().rate().framesPerSecond(),
        stream.published()
            ? verbs.making().hub().find(stream.name()).map(MediaStream::viewers).orElse(0)
            : null,
        Shown.since(stream.createdMillis(), now),
        stream.way().remoteAddress(),
        stream.mediaSessionId());
  }

  static String media(LiveMedia media) {
    String video = media.videoCodec();
    String audio = media.audioCodec();
    String size = media.width() > 0 ? " " + media.width() + "x" + media.height() : "";
    String sound = audio == null ? "" : audio;
    return video == null ? sound : video + size + (audio == null ? "" : ", " + sound);
  }

  private static JsonArray streamObjects(List<LiveStream> streams) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    streams.forEach(stream -> array.add(StreamObject.withMetrics(stream).json()));
    return array.build();
  }

  @Command(name = "connections", description = "Who is connected, by whatever protocol.")
  int connections(@Mixin Output output) {
    List<LiveConnection> found = verbs.connections().find(ConnectionFilter.ALL);
    Table table =
        Table.of(
            "sessionId:Session",
            "protocol:Protocol",
            "status:Status",
            "appKey:Application",
            "streams:Streams",
            "created:Since",
            "remoteAddress:Address");
    long now = System.currentTimeMillis();
    for (LiveConnection each : found) {
      table.row(
          each.sessionId(),
          each.protocol(),
          each.status(),
          each.appKey(),
          each.streams(),
          Shown.since(each.createdMillis(), now),
          each.remoteAddress());
    }
    return output.print(console, table, "Nobody is connected.", () -> connectionObjects(found));
  }

  private static JsonArray connectionObjects(List<LiveConnection> connections) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    connections.forEach(each -> array.add(ConnectionObject.of(each).json()));
    return array.build();
  }

  @Command(
      name = "transcoders",
      description = "Streams made for operators; by -a every decoder and encoder.")
  int transcoders(
      @Mixin Output output,
      @Option(
              names = {"-a", "--all"},
              description = "Also what is made because a viewer needs it.")
          boolean all) {
    return all ? codecs(output) : made(output);
  }

  private int made(Output output) {
    Table table =
        Table.of(
            "uri:Transcoder",
            "remoteStreamName:Made of",
            "localStreamName:Makes",
            "status:Status",
            "hasVideo:Video",
            "hasAudio:Audio",
            "watermark:Watermark");
    for (TranscoderStatus each : verbs.making().transcoders().findAll()) {
      table.row(
          each.uri(),
          each.remoteStreamName(),
          each.localStreamName(),
          each.state(),
          each.hasVideo(),
          each.hasAudio(),
          each.encoder().watermark());
    }
    return output.print(console, table, "No stream is transcoded for an operator.");
  }

  private int codecs(Output output) {
    Table table =
        Table.of(
            "stream:Stream",
            "track:Track",
            "codec:Codec",
            "size:Size",
            "readers:Readers",
            "in:In",
            "out:Out",
            "skipped:Skipped",
            "failed:Failed",
            "queued:Queued",
            "busyMillis:Busy ms");
    for (TrackSnapshot track : verbs.making().tracks().get()) {
      if (track.decoding()) {
        StepSnapshot step = track.decode();
        step(table, new String[] {track.stream(), "" + track.trackId()}, decoder(track), step);
      }
      for (TrackSnapshot.Made made : track.outputs()) {
        if (made.encoding()) {
          String[] which = {track.stream(), track.trackId() + " > " + made.trackId()};
          step(table, which, encoder(made), made.encode());
        }
      }
    }
    return output.print(console, table, "Nothing is decoded or encoded.");
  }

  /** What a step works on, beside its numbers. */
  private record Work(String codec, String size, @Nullable Integer readers) {}

  private static Work decoder(TrackSnapshot track) {
    return new Work(track.codec().encodingName() + " decoder", "", null);
  }

  private static Work encoder(TrackSnapshot.Made made) {
    String size = made.width() > 0 ? made.width() + "x" + made.height() : "";
    return new Work(codec(made) + " encoder", size, made.readers());
  }

  static String codec(TrackSnapshot.Made made) {
    return made.output().codec().encodingName();
  }

  private static void step(Table table, String[] which, Work work, StepSnapshot step) {
    table.row(
        which[0],
        which[1],
        work.codec(),
        work.size(),
        work.readers(),
        step.in(),
        step.out(),
        step.skipped(),
        step.failed(),
        step.queued(),
        step.busyNanos() / 1_000_000);
  }
}
