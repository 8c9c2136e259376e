package org.wcs.hls;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wcs.config.HlsConfig;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/** Answers every request for HLS. Any thread. */
public final class HlsProtocol {
  public HlsProtocol(HlsConfig config, StreamHub hub, Renditions renditions, HlsRuntime runtime) {}

  public void open() {}

  public void close() {}

  public CompletionStage<HlsResponse> get(HlsRequest request) {
    return CompletableFuture.completedFuture(HlsResponse.refused(404));
  }

  public boolean startup(String streamName) {
    return false;
  }

  public boolean terminate(String streamName) {
    return false;
  }

  public HlsStatistics statistics() {
    return new HlsStatistics(0, 0, 0, 0, 0, 0, 0, 0);
  }

  public List<HlsOriginSnapshot> origins() {
    return List.of();
  }
}
