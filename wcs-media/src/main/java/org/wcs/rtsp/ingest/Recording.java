package org.wcs.rtsp.ingest;

import java.util.Arrays;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;

/**
 * The hold that one connection has on a name. All methods are for the connection's lane; where the
 * stream lives on another lane, what comes is copied and handed over. Once another connection has
 * taken over, or all is over, nothing has an effect.
 */
public final class Recording {

  private final Publication publication;
  private final Publications.Request request;
  private final Lane home; // of the stream

  Recording(Publication publication, Publications.Request request, Lane home) {
    this.publication = publication;
    this.request = request;
    this.home = home;
  }

  /** The media that come, before the first of them. Returns false if there is nothing to take. */
  public boolean plan(IngestPlan plan) {
    if (plan.empty()) {
      return false;
    }
    onHome(() -> publication.plan(this, plan));
    return true;
  }

  /**
   * A datagram or an interleaved frame of RTP.
   *
   * @param media index into the media of the plan
   * @param buffer lent
   */
  public void rtp(int media, byte[] buffer, int offset, int length) {
    if (home.isCurrent()) {
      publication.rtp(this, media, buffer, offset, length);
    } else {
      byte[] kept = Arrays.copyOfRange(buffer, offset, offset + length);
      home.execute(() -> publication.rtp(this, media, kept, 0, length));
    }
  }

  /**
   * A datagram or an interleaved frame of RTCP.
   *
   * @param media index into the media of the plan
   * @param buffer lent
   */
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    if (home.isCurrent()) {
      publication.rtcp(this, media, buffer, offset, length);
    } else {
      byte[] kept = Arrays.copyOfRange(buffer, offset, offset + length);
      home.execute(() -> publication.rtcp(this, media, kept, 0, length));
    }
  }

  /** The client is done (TEARDOWN), or is not wanted any more. */
  public void finished(EndReason reason) {
    onHome(() -> publication.finished(this, reason));
  }

  /** The connection is gone without a word; the client may come back within the gap. */
  public void lost() {
    onHome(() -> publication.lost(this));
  }

  /** The numbers, at most a quarter of a second old. Any thread. */
  public IngestSnapshot snapshot() {
    return publication.snapshot();
  }

  Publications.Request request() {
    return request;
  }

  /** Tells the connection something, on its lane. */
  void tell(Runnable task) {
    if (request.lane().isCurrent()) {
      task.run();
    } else {
      request.lane().execute(task);
    }
  }

  void sendRtcp(int media, byte[] buffer, int offset, int length) {
    if (request.lane().isCurrent()) {
      request.listener().rtcp(media, buffer, offset, length);
    } else {
      byte[] kept = Arrays.copyOfRange(buffer, offset, offset + length);
      request.lane().execute(() -> request.listener().rtcp(media, kept, 0, length));
    }
  }

  private void onHome(Runnable task) {
    if (home.isCurrent()) {
      task.run();
    } else {
      home.execute(task);
    }
  }
}
