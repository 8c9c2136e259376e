package org.wcs.ejb.jmx;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.live.Numbers;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.shell.StreamTrace;
import org.wcs.ejb.shell.Verbs;
import org.wcs.stream.EndReason;

/** Streams, as the live view has them. Any thread. */
final class StreamsBean implements StreamsMXBean {

  private final LiveStreams streams;
  private final StreamTrace trace;

  StreamsBean(Verbs verbs) {
    this.streams = verbs.streams();
    this.trace = new StreamTrace(verbs);
  }

  @Override
  public int getPublishedCount() {
    return streams.find(of(null, true)).size();
  }

  @Override
  public int getPlayedCount() {
    return streams.find(of(null, false)).size();
  }

  @Override
  public List<StreamData> getStreams() {
    return streams.all().stream().map(StreamsBean::data).toList();
  }

  @Override
  public List<StreamData> find(String name) {
    return streams.find(StreamFilter.named(name)).stream().map(StreamsBean::data).toList();
  }

  @Override
  public int terminate(String nameOrMediaSession) {
    int ended =
        streams.terminate(
            StreamFilter.mediaSession(nameOrMediaSession), EndReason.TERMINATED_BY_REST);
    return ended > 0
        ? ended
        : streams.terminate(of(nameOrMediaSession, true), EndReason.TERMINATED_BY_REST);
  }

  @Override
  public String trace(String name) {
    return trace.look(name).map(String::valueOf).orElse("");
  }

  private static StreamFilter of(@Nullable String name, boolean published) {
    return new StreamFilter(Set.of(), name, published, null);
  }

  private static StreamData data(LiveStream stream) {
    Numbers numbers = stream.numbers();
    return new StreamData(
        stream.name(),
        stream.mediaSessionId(),
        stream.owner().sessionId(),
        stream.published(),
        stream.state().name(),
        stream.way().mediaProvider(),
        stream.way().remoteAddress(),
        text(stream.media().audioCodec()),
        text(stream.media().videoCodec()),
        stream.media().width(),
        stream.media().height(),
        stream.createdMillis(),
        numbers.bitsPerSecond(),
        numbers.video().rate().framesPerSecond(),
        numbers.video().loss().lost() + numbers.audio().loss().lost(),
        numbers.skipped());
  }

  private static String text(@Nullable String codec) {
    return codec == null ? "" : codec;
  }
}
