package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.stream.EndReason;

/**
 * One track or medium on its way to the client or from it. On the session's lane.
 *
 * @param <U> what goes over it
 */
final class SessionLeg<U extends SessionLeg.Use>
    implements ServerTransports.Packets, ServerTransports.Outcome {

  private final SessionLegs<U> legs;
  private final int id;
  private final SessionRole.Setup setup;
  private final U use;
  private ServerTransports.@Nullable Line line;

  SessionLeg(SessionLegs<U> legs, int id, SessionRole.Setup setup, U use) {
    this.legs = legs;
    this.id = id;
    this.setup = setup;
    this.use = use;
  }

  U use() {
    return use;
  }

  /** As the client has named it, without credentials. */
  String url() {
    return ServerTarget.withoutCredentials(setup.request().uri());
  }

  boolean udp() {
    return line != null && line.udp();
  }

  /** The way to the client; null if it is not open. */
  @Nullable Way way() {
    return line == null ? null : line.way();
  }

  /** Gives back what it took. Idempotent. */
  void close() {
    ServerTransports.Line open = line;
    line = null;
    if (open != null) {
      open.release().run();
    }
  }

  @Override
  public void opened(ServerTransports.Line opened) {
    legs.answered();
    line = opened;
    if (legs.over()) {
      close();
      setup.outcome().refused(RtspStatus.SESSION_NOT_FOUND);
      return;
    }
    legs.put(id, this);
    setup.outcome().ready(RtspHeaders.of("Transport", use.answer(opened.answer()).text()));
  }

  @Override
  public void refused(int status) {
    legs.answered();
    setup.outcome().refused(status);
  }

  @Override
  public void rtp(byte[] buffer, int offset, int length) {
    use.rtp(buffer, offset, length);
  }

  @Override
  public void rtcp(byte[] buffer, int offset, int length) {
    use.rtcp(buffer, offset, length);
  }

  @Override
  public void displaced() {
    legs.session().end(EndReason.SESSION_DISCONNECTED, true);
  }

  @Override
  public ServerSession session() {
    return legs.session();
  }

  /** What goes over a way. Buffers are lent. */
  interface Use {
    /** What the client is told about the way that was chosen. */
    RtspTransport answer(RtspTransport chosen);

    /** The client has sent media. */
    void rtp(byte[] buffer, int offset, int length);

    /** The client has sent a report. */
    void rtcp(byte[] buffer, int offset, int length);
  }
}
