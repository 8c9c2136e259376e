package org.wcs.ejb.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsProtocol;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;
import org.wcs.hls.HlsStatistics;

/** HLS as long as the media side is open. Any thread; nothing blocks. */
public final class HlsService {

  private static final int UNAVAILABLE = 503;

  private volatile @Nullable HlsProtocol protocol;

  /** Names the protocol once it serves, null when it ends. */
  public void protocol(@Nullable HlsProtocol opened) {
    protocol = opened;
  }

  /** Answers a request; completes on a media lane. */
  public CompletionStage<HlsResponse> get(HlsRequest request) {
    HlsProtocol now = protocol;
    return now == null ? CompletableFuture.completedFuture(closed()) : now.get(request);
  }

  /** Figures of all streams; nothing but zeros while the media side is closed. */
  public HlsStatistics statistics() {
    HlsProtocol now = protocol;
    return now == null ? ServerStatus.Protocols.CLOSED.hls() : now.statistics();
  }

  private static HlsResponse closed() {
    return new HlsResponse(
        UNAVAILABLE,
        "text/plain",
        "no-store",
        Map.of("Retry-After", "1"),
        new HlsBody.Octets(List.of(), 0));
  }
}
