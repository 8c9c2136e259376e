package org.wcs.hls;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HlsConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * Answers every request for HLS: finds the origin of the stream, or begins one. Any thread; nothing
 * here blocks or throws.
 */
public final class HlsProtocol {

  private static final int TOKEN_OCTETS = 8;
  private static final int SECRET_OCTETS = 16;

  private final HlsConfig config;
  private final StreamHub hub;
  private final Renditions renditions;
  private final HlsRuntime runtime;
  private final Counters counters;
  private final SecureRandom random = new SecureRandom();
  private final Map<Key, Origin> origins = new ConcurrentHashMap<>();
  private final Consumer<MediaStream> published = stream -> begin(stream, true);
  private volatile boolean closed;

  /**
   * Makes the protocol; it answers from the start.
   *
   * @param renditions makes H.264 and AAC of what is neither
   */
  public HlsProtocol(HlsConfig config, StreamHub hub, Renditions renditions, HlsRuntime runtime) {
    this.config = config;
    this.hub = hub;
    this.renditions = renditions;
    this.runtime = runtime;
    this.counters = new Counters(config.limits().maxWaiters());
  }

  private record Key(String streamName, HlsConfig.Format format) {}

  /** Removes what an earlier run has left, and begins with all streams if the settings say so. */
  public void open() {
    if (!config.keeping().inMemory()) {
      runtime.disk().execute(() -> SegmentFolder.clean(SegmentFolder.parent(config, runtime)));
    }
    if (config.autoStart()) {
      hub.watch(published);
      hub.streams().forEach(published);
    }
  }

  /** Ends all origins; whoever waits is refused, as are all later requests. */
  public void close() {
    closed = true;
    hub.unwatch(published);
    for (Origin origin : origins.values()) {
      origin.lane().execute(() -> origin.close(503));
    }
  }

  /** Answers a request, at once or as soon as there is something to answer; bounded by settings. */
  public CompletionStage<HlsResponse> get(HlsRequest request) {
    counters.request();
    CompletableFuture<HlsResponse> answer = new CompletableFuture<>();
    answer.thenAccept(counters::answered);
    dispatch(request, answer);
    return answer;
  }

  /** Counts content that was sent, in bytes. Any thread. */
  public void sent(long octets) {
    counters.sent(octets);
  }

  private void dispatch(HlsRequest request, CompletableFuture<HlsResponse> answer) {
    HlsConfig.Format format = HlsFiles.format(request, config.format());
    if (format == null || closed) {
      answer.complete(HlsResponse.refused(closed ? 503 : 404));
      return;
    }
    Origin origin = origins.get(new Key(request.streamName(), format));
    MediaStream stream = hub.find(request.streamName()).orElse(null);
    boolean stale = origin == null || (stream != null && !origin.serves(stream));
    if (stale && HlsFiles.isPlaylist(request) && stream != null) {
      origin = begin(stream, format, false);
      if (origin == null) {
        answer.complete(HlsResponse.refused(503));
        return;
      }
    }
    if (origin == null) {
      answer.complete(HlsResponse.refused(404));
      return;
    }
    Origin found = origin;
    found
        .lane()
        .execute(
            () -> {
              if (!found.get(request, answer)) {
                dispatch(request, answer); // it has closed meanwhile
              }
            });
  }

  /** Begins to cut a stream in the format of the settings; false if there is none of the name. */
  public boolean startup(String streamName) {
    return hub.find(streamName).map(stream -> begin(stream, false)).orElse(false);
  }

  /** Ends the cutting of a stream, until it is asked for again; false if it is not cut. */
  public boolean terminate(String streamName) {
    boolean any = false;
    for (HlsConfig.Format format : HlsConfig.Format.values()) {
      Origin origin = origins.get(new Key(streamName, format));
      if (origin != null) {
        origin.lane().execute(() -> origin.close(404));
        any = true;
      }
    }
    return any;
  }

  /** Figures of all origins. */
  public HlsStatistics statistics() {
    return counters.snapshot(origins.size());
  }

  /** The origins as they were a moment ago. */
  public List<HlsOriginSnapshot> origins() {
    return origins.values().stream().map(Origin::snapshot).toList();
  }

  /** The origins as players of their streams. */
  public List<HlsOutput> outputs() {
    return origins.values().stream().map(Origin::output).toList();
  }

  /** Ends the cutting of one origin, until it is asked for again; false if there is none. */
  public boolean end(String mediaSessionId) {
    for (Origin origin : origins.values()) {
      if (origin.output().mediaSessionId().equals(mediaSessionId)) {
        origin.lane().execute(() -> origin.close(404));
        return true;
      }
    }
    return false;
  }

  private boolean begin(MediaStream stream, boolean pinned) {
    return begin(stream, config.format(), pinned) != null;
  }

  /** The origin of a stream, a new one if need be; null if there are too many. */
  private @Nullable Origin begin(MediaStream stream, HlsConfig.Format format, boolean pinned) {
    if (closed) {
      return null;
    }
    Key key = new Key(stream.name(), format);
    return origins.compute(
        key,
        (same, there) -> {
          if (there != null && there.serves(stream)) {
            return there;
          }
          if (there == null && origins.size() >= config.limits().maxStreams()) {
            return null;
          }
          Origin origin = new Origin(parts(), format, stream, this::session, pinned);
          if (there != null) {
            there.lane().execute(() -> there.close(404));
          }
          origin.lane().execute(origin::start);
          return origin;
        });
  }

  private OriginParts parts() {
    Lane lane = runtime.lanes().get();
    FileNames names = new FileNames(hex(TOKEN_OCTETS), this::secret);
    return new OriginParts(config, hub, renditions, runtime, lane, counters, names, this::forget);
  }

  private void forget(Origin origin) {
    origins.remove(new Key(origin.name(), origin.format()), origin);
  }

  private String secret() {
    return config.keeping().randomNames() ? hex(SECRET_OCTETS) : "";
  }

  private String session() {
    return hex(SECRET_OCTETS);
  }

  private String hex(int octets) {
    byte[] bytes = new byte[octets];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
