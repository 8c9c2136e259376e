package org.wcs.rtsp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.egress.Egress;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.TrackTraffic;

/** Sends a stream of this server to another one; it ends with the stream. On the link's lane. */
final class PushTask implements ClientTask {

  private final ClientLink link;
  private final RtspPushOrder order;
  private final Egress egress;
  private final StreamListener streamListener = this::happened;
  private @Nullable PushDialogue dialogue; // of the last connection

  PushTask(ClientLink link, RtspPushOrder order, Egress egress) {
    this.link = link;
    this.order = order;
    this.egress = egress;
  }

  @Override
  public boolean pushes() {
    return true;
  }

  @Override
  public void begin() {
    order.stream().listen(streamListener);
  }

  @Override
  public ClientDialogue dialogue(ClientSession session, RtspUrl url) {
    PushDialogue next = new PushDialogue(session, url, this, link);
    dialogue = next;
    return next;
  }

  Egress egress() {
    return egress;
  }

  @Override
  public MediaStream stream() {
    return order.stream();
  }

  @Override
  public List<TrackTraffic> traffic() {
    return dialogue == null ? List.of() : dialogue.traffic();
  }

  @Override
  public boolean wanted() {
    return order.lasting();
  }

  @Override
  public void lost() {
    dialogue = null;
  }

  @Override
  public void over(EndReason reason) {
    dialogue = null;
    order.stream().unlisten(streamListener);
  }

  @Override
  public void tick() {
    // the player has its own clock
  }

  private void happened(MediaStream stream, StreamEvent event) {
    if (event instanceof StreamEvent.Ended end) {
      link.lane().execute(() -> ended(end.reason()));
    }
  }

  private void ended(EndReason reason) {
    // one that sends says goodbye for each track, then tells us itself
    if (dialogue == null || !dialogue.sending()) {
      link.end(reason, reason.text());
    }
  }
}
