package org.wcs.ejb.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.policy.HlsApplications;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsOriginSnapshot;
import org.wcs.hls.HlsProtocol;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;
import org.wcs.hls.HlsStatistics;

/** HLS as long as the media side is open. Any thread; nothing blocks. */
public final class HlsService {

  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private volatile @Nullable HlsProtocol protocol;
  private volatile @Nullable HlsApplications access;

  /** Names the protocol once it serves, null when it ends. */
  public void protocol(@Nullable HlsProtocol opened) {
    protocol = opened;
  }

  /** Names who has a say in it; nobody before. */
  public void access(HlsApplications applications) {
    access = applications;
  }

  /** Whether a viewer may have what it asks for, or a stream be fetched for it. */
  public CompletionStage<Boolean> allows(HlsRequest request) {
    HlsApplications now = access;
    return now == null ? CompletableFuture.completedStage(true) : now.allows(request);
  }

  /** What a viewer is told who may not have it. */
  public static HlsResponse unauthorized() {
    return new HlsResponse(
        UNAUTHORIZED, "text/plain", "no-store", Map.of(), new HlsBody.Octets(List.of(), 0));
  }

  /** Answers a request; completes on a media lane. */
  public CompletionStage<HlsResponse> get(HlsRequest request) {
    HlsProtocol now = protocol;
    return now == null ? CompletableFuture.completedFuture(closed()) : now.get(request);
  }

  /** Counts content that a viewer has been sent, in bytes. */
  public void sent(long octets) {
    HlsProtocol now = protocol;
    if (now != null) {
      now.sent(octets);
    }
  }

  /** Begins to cut a stream before anybody asks for it; false if there is none of the name. */
  public boolean startup(String streamName) {
    HlsProtocol now = protocol;
    return now != null && now.startup(streamName);
  }

  /** Ends the cutting of a stream, until it is asked for again; false if it is not cut. */
  public boolean terminate(String streamName) {
    HlsProtocol now = protocol;
    return now != null && now.terminate(streamName);
  }

  /** The streams that are cut, as they were a moment ago. */
  public List<HlsOriginSnapshot> origins() {
    HlsProtocol now = protocol;
    return now == null ? List.of() : now.origins();
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
