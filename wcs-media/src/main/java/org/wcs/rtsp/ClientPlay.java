package org.wcs.rtsp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.wcs.rtsp.wire.RtpInfo;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRange;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspStatus;

/**
 * Asks another server to play, or to record (RFC 2326 sections 10.5 and 10.11): from the beginning
 * on, or without a word about where if it does not understand that; all media at once, or each by
 * itself if it wants that. On the connection's lane.
 */
final class ClientPlay {

  private final ClientExchange exchange;
  private final String method;
  private final String aggregate;
  private final List<String> media;
  private final Owner owner;
  private final Deque<String> urls = new ArrayDeque<>(); // still to be played
  private boolean ranged = true;
  private boolean single;
  private ClientStarts starts = ClientStarts.NONE;
  private boolean over;

  /** Hears what comes of it. */
  interface Owner {
    /** The camera plays from there. */
    void playing(ClientStarts starts);

    /** It does not. */
    void refused(RtspResponse response);
  }

  /**
   * Knows what to play.
   *
   * @param method {@code PLAY} or {@code RECORD}
   * @param aggregate the URL of all media
   * @param media the URL of each
   */
  ClientPlay(
      ClientExchange exchange, String method, String aggregate, List<String> media, Owner owner) {
    this.exchange = exchange;
    this.method = method;
    this.aggregate = aggregate;
    this.media = media;
    this.owner = owner;
  }

  void start() {
    urls.add(aggregate);
    next();
  }

  /** Nobody is interested any more. */
  void close() {
    over = true;
  }

  private void next() {
    String url = urls.peek();
    if (url == null) {
      owner.playing(starts);
      return;
    }
    RtspHeaders range = ranged ? RtspHeaders.of("Range", RtspRange.START.text()) : RtspHeaders.NONE;
    exchange.ask(new ClientExchange.Ask(method, url, range, this::answered, true));
  }

  private void answered(RtspResponse response) {
    if (over) {
      return;
    }
    int status = response.status();
    boolean noRange = status == RtspStatus.BAD_REQUEST || status == RtspStatus.INVALID_RANGE;
    if (response.ok()) {
      urls.remove();
      if (!single) { // media that are played one by one do not begin at one moment
        starts = ClientStarts.of(RtpInfo.parse(response.header("RTP-Info")), media);
      }
      next();
    } else if (status == RtspStatus.AGGREGATE_NOT_ALLOWED && !single) {
      single = true;
      urls.clear();
      urls.addAll(media);
      next();
    } else if (noRange && ranged) {
      ranged = false;
      next();
    } else {
      owner.refused(response);
    }
  }
}
