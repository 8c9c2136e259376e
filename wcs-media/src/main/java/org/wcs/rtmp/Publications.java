package org.wcs.rtmp;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/** The names that publishers hold over RTMP. Any thread. */
final class Publications {

  private final ConcurrentMap<String, Publication> byName = new ConcurrentHashMap<>();
  private final StreamHub hub;
  private final RtmpConfig.Ingest config;

  Publications(StreamHub hub, RtmpConfig.Ingest config) {
    this.hub = hub;
    this.config = config;
  }

  /** Gives a publisher the name, or null if it is another's. */
  @Nullable Publication claim(Publication.Request request) {
    while (true) {
      Publication holder = byName.get(request.name());
      if (holder == null) {
        if (hub.find(request.name()).isPresent()) {
          return null;
        }
        Publication fresh = new Publication(this, request, config, hub);
        if (byName.putIfAbsent(request.name(), fresh) == null) {
          return fresh;
        }
        fresh.discard();
        continue;
      }
      switch (holder.claim(request.identity(), request.owner())) {
        case MINE -> {
          return holder;
        }
        case TAKEN -> {
          return null;
        }
        case OVER -> byName.remove(request.name(), holder);
      }
    }
  }

  /** Where a stream comes from, if it comes by RTMP. */
  @Nullable Publication of(MediaStream stream) {
    Publication publication = byName.get(stream.name());
    return publication != null && publication.brings(stream) ? publication : null;
  }

  Collection<Publication> all() {
    return byName.values();
  }

  void remove(Publication publication) {
    byName.remove(publication.name(), publication);
  }
}
