package org.wcs.ejb.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.service.TranscoderStatus;
import org.wcs.ejb.shell.Verbs;
import org.wcs.transcode.StepSnapshot;
import org.wcs.transcode.TrackSnapshot;

/** Codecs at work, and streams made for operators. Any thread. */
final class TranscodersBean implements TranscodersMXBean {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Verbs.Making making;
  private final Supplier<ServerStatus> status;

  TranscodersBean(Verbs.Making making, Supplier<ServerStatus> status) {
    this.making = making;
    this.status = status;
  }

  @Override
  public boolean isAvailable() {
    return status.get().protocols().transcoding().available();
  }

  @Override
  public long getSkipped() {
    return status.get().protocols().transcoding().skipped();
  }

  @Override
  public List<CodecData> getCodecs() {
    List<CodecData> codecs = new ArrayList<>();
    for (TrackSnapshot track : making.tracks().get()) {
      if (track.decoding()) {
        String codec = track.codec().encodingName();
        codecs.add(data(track.stream(), track.trackId(), codec, null, track.decode()));
      }
      for (TrackSnapshot.Made made : track.outputs()) {
        if (made.encoding()) {
          String codec = made.output().codec().encodingName();
          codecs.add(data(track.stream(), made.trackId(), codec, made, made.encode()));
        }
      }
    }
    return codecs;
  }

  private static CodecData data(
      String stream,
      int track,
      String codec,
      TrackSnapshot.@Nullable Made made,
      StepSnapshot step) {
    return new CodecData(
        stream,
        track,
        codec,
        made != null,
        made == null ? 0 : made.readers(),
        step.in(),
        step.out(),
        step.skipped(),
        step.failed(),
        step.busyNanos() / NANOS_PER_MILLI,
        step.queued());
  }

  @Override
  public List<TranscoderData> getTranscoders() {
    return making.transcoders().findAll().stream().map(TranscodersBean::data).toList();
  }

  private static TranscoderData data(TranscoderStatus made) {
    return new TranscoderData(
        made.uri(), made.remoteStreamName(), made.localStreamName(), made.state().name());
  }

  @Override
  public void terminate(String uri) throws InstanceNotFoundException {
    try {
      making.transcoders().terminate(uri);
    } catch (RequestRefusedException e) {
      throw new InstanceNotFoundException(e.getMessage());
    }
  }
}
