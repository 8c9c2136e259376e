package org.wcs.ejb.boot;

import java.nio.file.Path;
import org.wcs.config.RestConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.InjectService;
import org.wcs.ejb.service.MediaFolder;
import org.wcs.ejb.service.SnapshotService;
import org.wcs.ejb.service.TranscoderService;
import org.wcs.transcode.Snapshots;

/** What operators make of streams: pictures, other streams, and other content. Any thread. */
public final class ContentPlane {

  private final SnapshotService snapshots;
  private final InjectService injects;
  private final TranscoderService transcoders;

  ContentPlane(WcsConfig config, StreamPlane streams) {
    RestConfig.Snapshot taking = config.operations().rest().snapshot();
    snapshots =
        new SnapshotService(
            streams.hub(),
            stream ->
                new Snapshots(
                        streams.codecs(),
                        streams.workers()::patient,
                        taking.patience(),
                        taking.attempts())
                    .take(stream));
    String named = config.server().mediaFolder();
    Path folder = named.isEmpty() ? Path.of(config.server().data(), "media") : Path.of(named);
    transcoders =
        new TranscoderService(
            streams.hub(), new StreamTranscoder(streams, new MediaFolder(folder)));
    injects =
        new InjectService(
            streams.hub(), new StreamInjector(streams, taking.injectMillis()), transcoders::madeOf);
  }

  /** Still pictures of streams. */
  public SnapshotService snapshots() {
    return snapshots;
  }

  /** Streams that show another one. */
  public InjectService injects() {
    return injects;
  }

  /** Streams made of others. */
  public TranscoderService transcoders() {
    return transcoders;
  }
}
