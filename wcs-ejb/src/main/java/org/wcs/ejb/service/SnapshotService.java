package org.wcs.ejb.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/** Still pictures of streams. Any thread; nothing blocks. */
public final class SnapshotService {

  private final StreamHub hub;
  private final Camera camera;
  private final ConcurrentMap<MediaStream, CompletableFuture<byte[]>> taking =
      new ConcurrentHashMap<>();

  /** Takes pictures. Any thread. */
  @FunctionalInterface
  public interface Camera {
    /**
     * The newest picture of a stream.
     *
     * @return completes with a PNG file, or with whatever went wrong
     */
    CompletionStage<byte[]> take(MediaStream stream);
  }

  /** Makes the service. */
  public SnapshotService(StreamHub hub, Camera camera) {
    this.hub = hub;
    this.camera = camera;
  }

  /**
   * The picture that a stream shows now. Who asks while one is being taken gets that one.
   *
   * @return completes with a PNG file, or with a {@link RequestRefusedException}: {@code NOT_FOUND}
   *     without such a stream, {@code FAILED} if no picture of it can be had in time
   */
  public CompletionStage<byte[]> take(@Nullable String streamName) {
    if (streamName == null || streamName.isBlank()) {
      return refused(Kind.MALFORMED, "streamName is missing");
    }
    MediaStream stream = hub.find(streamName).filter(MediaStream::live).orElse(null);
    if (stream == null) {
      return refused(Kind.NOT_FOUND, "Stream not found");
    }
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> first = taking.putIfAbsent(stream, mine);
    if (first != null) {
      return first;
    }
    camera.take(stream).whenComplete((png, fault) -> taken(stream, mine, png));
    return mine;
  }

  private void taken(MediaStream stream, CompletableFuture<byte[]> mine, byte @Nullable [] png) {
    taking.remove(stream, mine);
    if (png == null) {
      mine.completeExceptionally(new RequestRefusedException(Kind.FAILED, "Snapshot taking error"));
    } else {
      mine.complete(png);
    }
  }

  private static CompletionStage<byte[]> refused(Kind kind, String why) {
    return CompletableFuture.failedStage(new RequestRefusedException(kind, why));
  }
}
