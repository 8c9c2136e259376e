package org.wcs.rtsp.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Rendition;
import org.wcs.unit.Codec;

/** Finds out what a player can be offered of a stream. On the player's lane, once. */
final class Description {

  private static final List<Codec.Kind> KINDS = List.of(Codec.Kind.VIDEO, Codec.Kind.AUDIO);
  private static final long ASK_AGAIN_NANOS = 1_000_000_000L;

  private final Egress egress;
  private final MediaStream stream;
  private final Lane lane;
  private final Consumer<Presentation> ready;
  private final List<Probe> probes = new ArrayList<>();
  private @Nullable EndReason refusal;
  private Lane.@Nullable Timer patience;
  private boolean begun;
  private boolean over;

  Description(Egress egress, MediaStream stream, Lane lane, Consumer<Presentation> ready) {
    this.egress = egress;
    this.stream = stream;
    this.lane = lane;
    this.ready = ready;
  }

  void begin() {
    stream.attach();
    KINDS.forEach(this::find);
    probes.forEach(Probe::begin);
    begun = true;
    patience = lane.schedule(egress.delivery().playWait().toNanos(), this::tell);
    lane.schedule(ASK_AGAIN_NANOS, this::askAgain);
    tellIfComplete();
  }

  private void find(Codec.Kind kind) {
    switch (egress.rendition(stream, kind)) {
      case Rendition.Ready found -> probes.add(new Probe(found, lane, this::tellIfComplete));
      case Rendition.Absent _ -> {}
      case Rendition.Impossible impossible -> refusal = impossible.reason();
    }
  }

  private void askAgain() {
    if (!over) {
      probes.forEach(Probe::askAgain);
      lane.schedule(ASK_AGAIN_NANOS, this::askAgain);
    }
  }

  private void tellIfComplete() {
    if (begun && probes.stream().allMatch(Probe::isComplete)) {
      tell();
    }
  }

  private void tell() {
    if (over) {
      return;
    }
    over = true;
    if (patience != null) {
      patience.cancel();
    }
    probes.forEach(Probe::giveUpReading);
    ready.accept(new Presentation(egress, stream, probes, refusal));
  }
}
