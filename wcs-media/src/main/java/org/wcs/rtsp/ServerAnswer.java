package org.wcs.rtsp;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.peer.Refusal;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.stream.EndReason;

/**
 * What one request is answered by; the first answer counts. Any thread: on the connection's lane it
 * has been written when the method returns.
 */
final class ServerAnswer {

  static final String SERVER = "WCS";

  private final Lane lane;
  private final RtspRequest request;
  private final Way way;
  private final AtomicBoolean given = new AtomicBoolean();
  private volatile @Nullable String session;

  ServerAnswer(Lane lane, RtspRequest request, Way way) {
    this.lane = lane;
    this.request = request;
    this.way = way;
  }

  /** Names the session in the answer. */
  ServerAnswer of(String sessionHeader) {
    session = sessionHeader;
    return this;
  }

  void ok() {
    status(RtspStatus.OK);
  }

  void ok(RtspHeaders headers) {
    send(new RtspResponse(RtspStatus.OK, headers));
  }

  void status(int status) {
    send(new RtspResponse(status, RtspHeaders.NONE));
  }

  void status(int status, String reason) {
    send(new RtspResponse(status, reason, RtspHeaders.NONE, new byte[0]));
  }

  /** Says why not. */
  void refuse(Refusal refusal) {
    status(status(refusal.reason()), refusal.words());
  }

  /** Says why not, in our own words. */
  void refuse(EndReason reason) {
    refuse(Refusal.of(reason));
  }

  void send(RtspResponse response) {
    if (!given.compareAndSet(false, true)) {
      return;
    }
    RtspHeaders.Builder head = RtspHeaders.builder();
    head.addIf("CSeq", request.header("CSeq")).add("Server", SERVER).addIf("Session", session);
    response.headers().fields().forEach(field -> head.add(field.name(), field.value()));
    RtspResponse whole =
        new RtspResponse(response.status(), response.reason(), head.build(), response.body());
    if (lane.isCurrent()) {
      way.answered(whole);
    } else {
      lane.execute(() -> way.answered(whole));
    }
  }

  private static int status(EndReason reason) {
    return switch (reason) {
      case NOT_FOUND -> RtspStatus.NOT_FOUND;
      case NAME_IN_USE, RESTRICTED -> RtspStatus.FORBIDDEN;
      case NO_COMMON_CODECS, NO_TRANSCODERS, TRANSCODING_DISABLED ->
          RtspStatus.UNSUPPORTED_MEDIA_TYPE;
      case BAD_URI -> RtspStatus.BAD_REQUEST;
      default -> RtspStatus.SERVICE_UNAVAILABLE;
    };
  }

  /** Where answers go. */
  interface Way {
    /** On the connection's lane. */
    void answered(RtspResponse response);
  }
}
