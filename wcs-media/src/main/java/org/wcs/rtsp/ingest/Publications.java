package org.wcs.rtsp.ingest;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamHub;

/** The names that clients hold that record over RTSP. Any thread. */
public final class Publications {

  private final ConcurrentMap<String, Publication> byName = new ConcurrentHashMap<>();
  private final StreamHub hub;
  private final RtspConfig.Ingest config;

  /** Makes a register without names. */
  public Publications(StreamHub hub, RtspConfig.Ingest config) {
    this.hub = hub;
    this.config = config;
  }

  /**
   * Gives a client the name, or null if it is another's. The same publisher, by another connection,
   * takes over from the one before, which is told that it has ended.
   */
  public @Nullable Recording claim(Request request) {
    while (true) {
      Publication holder = byName.get(request.name());
      if (holder == null) {
        if (hub.find(request.name()).isPresent()) {
          return null;
        }
        Publication fresh = new Publication(this, request, hub, config);
        if (byName.putIfAbsent(request.name(), fresh) == null) {
          return fresh.begin();
        }
        continue;
      }
      Recording recording = holder.claim(request);
      if (recording != null) {
        return recording;
      }
      if (!holder.over()) {
        return null;
      }
      byName.remove(request.name(), holder);
    }
  }

  /** How many names are held. */
  public int size() {
    return byName.size();
  }

  void remove(Publication publication) {
    byName.remove(publication.name(), publication);
  }

  /**
   * Who a publisher is: two connections with the same are the same publisher's.
   *
   * @param host the address it comes from
   * @param secret everything it was told to say in its URL
   */
  public record Identity(String host, String secret) {}

  /**
   * A client that wants a name.
   *
   * @param lane its connection's lane; the stream lives there if it is new
   * @param listener hears what becomes of it, on that lane
   */
  public record Request(
      String name, Identity identity, Publisher publisher, Lane lane, Listener listener) {}

  /** The connection that records. On its lane. */
  public interface Listener {
    /** The stream is in the hub; again when its codecs change. */
    void published(MediaStream stream);

    /**
     * A compound is to be sent to the client.
     *
     * @param media index into the media of the plan
     * @param buffer lent
     */
    void rtcp(int media, byte[] buffer, int offset, int length);

    /**
     * The recording is over, and not by this connection's wish. Once.
     *
     * @param why for the log
     */
    void ended(EndReason reason, String why);
  }
}
