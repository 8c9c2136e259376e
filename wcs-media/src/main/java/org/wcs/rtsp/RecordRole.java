package org.wcs.rtsp;

import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.ingest.IngestMedia;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.Recording;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspWriter;
import org.wcs.stream.Course;
import org.wcs.stream.EndReason;

/**
 * A session that records: what the client has announced comes in by the ways it has set up. Media
 * that nobody here can use may be set up too, and is dropped. On its lane.
 */
final class RecordRole implements SessionRole {

  private static final int NONE = -1;

  private final ServerSession session;
  private final Announcement announced;
  private final SessionLegs<Recorded> legs; // by m-line
  private final Course course;
  private boolean recording;
  private boolean planned;
  private long heardNanos = Long.MIN_VALUE;
  private long packets;
  private long bytes;

  RecordRole(ServerParts parts, ServerSession session, Announcement announced) {
    this.session = session;
    this.announced = announced;
    this.legs = new SessionLegs<>(session, parts.config().session().maxTracks());
    this.course = Course.since(session.lane().nanoTime());
    announced.heardBy(this);
  }

  @Override
  public void setup(Setup setup) {
    int mLine = announced.media(setup.request().uri(), legs.ids());
    if (announced.recording() == null) {
      setup.outcome().refused(RtspStatus.SESSION_NOT_FOUND);
    } else if (mLine < 0) {
      setup.outcome().refused(RtspStatus.NOT_FOUND);
    } else if (recording) {
      setup.outcome().refused(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else if (legs.full()) {
      setup.outcome().refused(RtspStatus.SERVICE_UNAVAILABLE);
    } else {
      legs.open(mLine, setup, true, new Recorded());
    }
  }

  @Override
  public void play(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
  }

  @Override
  public void record(ServerAnswer answer) {
    Recording hold = announced.recording();
    IngestPlan plan = announced.plan(legs.ids());
    if (hold == null || plan.empty() || legs.all().isEmpty()) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
      return;
    }
    if (!planned) {
      planned = true;
      number();
      hold.plan(plan);
    }
    recording = true;
    answer.ok(RtspHeaders.of("Range", "npt=now-"));
  }

  /** The media of the plan are those of the description that were set up, in its order. */
  private void number() {
    int next = 0;
    for (IngestMedia each : announced.plan().media()) {
      SessionLeg<Recorded> leg = legs.get(each.mLine());
      if (leg != null) {
        leg.use().media = next++;
      }
    }
  }

  @Override
  public void pause(ServerTarget target, ServerAnswer answer) {
    if (legs.all().isEmpty()) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else {
      recording = false;
      answer.ok();
    }
  }

  @Override
  public boolean teardownTrack(RtspRequest request, ServerTarget target) {
    SessionLeg<Recorded> leg = legs.remove(announced.named(request.uri()));
    if (leg == null) {
      return false;
    }
    leg.close();
    return true;
  }

  @Override
  public boolean empty() {
    return legs.empty();
  }

  @Override
  public boolean outlivesConnection() {
    return false;
  }

  @Override
  public long aliveNanos() {
    return heardNanos;
  }

  @Override
  public void writable(boolean now) {
    // reports are small and few
  }

  @Override
  public void tick(long nowNanos, long bytes) {
    // the publication watches over its media
  }

  @Override
  public RtspSnapshot.Stream snapshot() {
    return new RtspSnapshot.Stream(
        announced.request().mediaSessionId(),
        announced.request().streamName(),
        true,
        packets,
        bytes,
        0,
        legs.udp() ? ServerSession.UDP : ServerSession.TCP,
        course);
  }

  @Override
  public void end(EndReason reason, boolean lost) {
    legs.end();
    if (lost) {
      announced.lost();
    } else {
      announced.withdraw(reason);
    }
    legs.close();
  }

  @Override
  public void terminate(EndReason reason) {
    session.refused(reason);
  }

  /** The publication is over, and not because of this session. */
  void ended(EndReason reason) {
    if (!legs.over()) {
      session.refused(reason);
    }
  }

  /** A report to the client. The bytes are lent. */
  void feedback(int media, byte[] buffer, int offset, int length) {
    for (SessionLeg<Recorded> leg : legs.all()) {
      if (leg.use().media == media) {
        send(leg.way(), buffer, offset, length);
        return;
      }
    }
  }

  private static void send(@Nullable Way way, byte[] buffer, int offset, int length) {
    switch (way) {
      case null -> {}
      case Way.Unicast unicast -> unicast.rtcp().send(buffer, offset, length);
      case Way.Interleaved(ByteConnection connection, int _, int channel) -> {
        byte[] frame = new byte[RtspWriter.INTERLEAVED_HEADER + length];
        RtspWriter.interleaved(frame, 0, channel, length);
        System.arraycopy(buffer, offset, frame, RtspWriter.INTERLEAVED_HEADER, length);
        connection.write(frame, 0, frame.length);
      }
    }
  }

  /** One medium from the client. */
  private final class Recorded implements SessionLeg.Use {

    private int media = NONE; // index into the plan

    @Override
    public RtspTransport answer(RtspTransport chosen) {
      return chosen;
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length) {
      heardNanos = session.lane().nanoTime();
      packets++;
      bytes += length;
      Recording hold = announced.recording();
      if (recording && media != NONE && hold != null) {
        hold.rtp(media, buffer, offset, length);
      }
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
      heardNanos = session.lane().nanoTime();
      Recording hold = announced.recording();
      if (recording && media != NONE && hold != null) {
        hold.rtcp(media, buffer, offset, length);
      }
    }
  }
}
