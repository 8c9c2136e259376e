package org.wcs.transcode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Rendition;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** Everything made of one source track. Any thread. */
final class TrackTranscoder<R> {

  /** Ids of made tracks start here, so that they differ from those of published ones. */
  private static final int FIRST_ID = 100;

  private final String stream;
  private final DecodeStage<R> decoder;
  private final Workshop<R> workshop;
  private final EncodeStage.Shared shared;
  private final Supplier<Lane> encoderLanes;
  private final AtomicInteger ids;
  private final Map<Output, EncodeStage<R>> outputs = new LinkedHashMap<>(); // under this
  private @Nullable EndReason ended; // under this

  /**
   * Makes a transcoder that does nothing yet.
   *
   * @param stream name of the stream, for numbers
   * @param encoderLanes gives the lane of each encoder
   */
  TrackTranscoder(
      String stream,
      DecodeStage<R> decoder,
      Workshop<R> workshop,
      EncodeStage.Shared shared,
      Supplier<Lane> encoderLanes) {
    this.stream = stream;
    this.decoder = decoder;
    this.workshop = workshop;
    this.shared = shared;
    this.encoderLanes = encoderLanes;
    this.ids = new AtomicInteger(FIRST_ID * (decoder.source().id() + 1));
  }

  /** The track of that output, new or shared. */
  synchronized Rendition find(Output output) {
    EncodeStage<R> known = outputs.get(output);
    EndReason reason = ended;
    if (reason != null) {
      return new Rendition.Impossible(reason, "the stream has ended");
    }
    if (known != null && (known.encoding() || shared.quota().left() > 0)) {
      return new Rendition.Ready(known.track(), true);
    }
    if (shared.quota().left() <= 0) {
      return new Rendition.Impossible(
          EndReason.NO_TRANSCODERS, shared.quota().used() + " encoders are at work already");
    }
    if (outputs.size() >= shared.config().limits().renditions() && !dropIdle()) {
      return new Rendition.Impossible(
          EndReason.NO_TRANSCODERS, outputs.size() + " renditions are made of the track already");
    }
    EncodeStage<R> made =
        new EncodeStage<>(
            output, encoderLanes.get(), decoder, workshop, shared, this::track, this::gone);
    outputs.put(output, made);
    return new Rendition.Ready(made.track(), true);
  }

  /** Ends every track made here. */
  synchronized void end(EndReason reason) {
    if (ended == null) {
      ended = reason;
    }
    outputs.values().forEach(each -> each.lane().execute(() -> each.end(reason)));
  }

  /** The numbers now. */
  synchronized TrackSnapshot snapshot() {
    List<TrackSnapshot.Made> made = new ArrayList<>();
    outputs.values().forEach(each -> made.add(made(each)));
    Track source = decoder.source();
    return new TrackSnapshot(
        stream, source.id(), source.codec(), decoder.decoding(), decoder.snapshot(), made);
  }

  private TrackSnapshot.Made made(EncodeStage<R> each) {
    Track track = each.track();
    return new TrackSnapshot.Made(
        track.id(),
        each.output(),
        each.encoding(),
        track.frames().readers(),
        track.width(),
        track.height(),
        each.snapshot());
  }

  private Track track(Codec codec, Lane writer, FeedSource source) {
    return MadeTracks.make(ids.getAndIncrement(), codec, writer, source);
  }

  private synchronized void gone(EncodeStage<R> stage) {
    outputs.remove(stage.output(), stage);
  }

  /** Makes room by giving up what nobody reads. */
  private boolean dropIdle() {
    for (EncodeStage<R> each : outputs.values()) {
      if (!each.encoding() && each.track().frames().readers() == 0) {
        outputs.remove(each.output());
        each.lane().execute(() -> each.end(EndReason.NO_TRANSCODERS));
        return true;
      }
    }
    return false;
  }
}
