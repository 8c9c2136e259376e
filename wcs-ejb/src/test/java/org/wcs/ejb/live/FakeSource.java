package org.wcs.ejb.live;

import java.util.ArrayList;
import java.util.List;
import org.wcs.stream.EndReason;

/** Streams that a test makes up. */
final class FakeSource implements StreamSource {

  final List<LiveStream> streams = new ArrayList<>();
  final List<String> ended = new ArrayList<>();
  int looks;

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    looks++;
    return streams.stream().filter(each -> filter.means(each.name())).toList();
  }

  @Override
  public boolean terminate(String mediaSessionId, EndReason reason) {
    boolean mine = streams.removeIf(each -> each.mediaSessionId().equals(mediaSessionId));
    if (mine) {
      ended.add(mediaSessionId + ": " + reason.text());
    }
    return mine;
  }

  FakeSource with(LiveStream... more) {
    streams.addAll(List.of(more));
    return this;
  }

  static LiveStream stream(String id, String name, boolean published, long createdMillis) {
    return new LiveStream(
        new LiveStream.Owner("defaultApp", "session", id, null, createdMillis),
        name,
        published,
        LiveStream.State.flowing(published),
        new LiveMedia("opus", "H264", 640, 480, false, true),
        new LiveStream.Asked(
            true, 320, 240, 0, new LiveStream.Encoding(1, 2, 3, 4, 5, 6), null, "{\"a\":1}"),
        LiveStream.Way.of("WebRTC", "UDP", "10.0.0.1:5000"),
        Numbers.NONE);
  }

  /** The same stream after so much has flowed. */
  static LiveStream after(LiveStream stream, long bytes, long packets, long pictures) {
    Numbers.Pictures counted = new Numbers.Pictures(1, pictures - 1, 0, 0);
    Numbers.Flow video =
        new Numbers.Flow(119, Numbers.Rate.NONE, packets, bytes, Numbers.Loss.NONE, 0, counted);
    return stream.with(new Numbers(Numbers.Flow.NONE, video, 0, 0));
  }
}
