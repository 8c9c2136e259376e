package org.wcs.ejb.live;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.hls.HlsOutput;
import org.wcs.hls.HlsProtocol;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/**
 * Streams that are cut for HLS: each is one player, however many watch it. One that is ended begins
 * anew when somebody asks for its playlist. Any thread.
 */
public final class HlsSource implements StreamSource {

  private static final String PROVIDER = "HLS";
  private static final String APP_KEY = "defaultApp";

  private final StreamHub hub;
  private final Supplier<@Nullable HlsProtocol> protocol;

  /**
   * Makes the source.
   *
   * @param protocol null while nothing is served
   */
  public HlsSource(StreamHub hub, Supplier<@Nullable HlsProtocol> protocol) {
    this.hub = hub;
    this.protocol = protocol;
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    HlsProtocol now = protocol.get();
    return now == null
        ? List.of()
        : now.outputs().stream()
            .filter(output -> !output.origin().ended())
            .filter(output -> filter.means(output.origin().streamName()))
            .map(this::live)
            .toList();
  }

  @Override
  public boolean terminate(String id, EndReason reason) {
    HlsProtocol now = protocol.get();
    return now != null && now.end(id);
  }

  private LiveStream live(HlsOutput output) {
    String name = output.origin().streamName();
    Optional<MediaStream> stream = hub.find(name);
    return new LiveStream(
        new LiveStream.Owner(
            APP_KEY,
            name + "-" + PROVIDER,
            output.mediaSessionId(),
            null,
            WallClock.millis(output.origin().startedNanos())),
        name,
        false,
        output.segments() > 0 ? LiveStream.State.PLAYING : LiveStream.State.PENDING,
        stream.map(each -> LiveMedia.of(each, output.tracks())).orElse(LiveMedia.NONE),
        LiveStream.Asked.NOTHING,
        LiveStream.Way.of(PROVIDER, "TCP", ""),
        Numbers.published(output.tracks()));
  }
}
