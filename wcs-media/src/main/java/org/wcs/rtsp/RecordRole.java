package org.wcs.rtsp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.ingest.IngestMedia;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.Recording;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspWriter;
import org.wcs.stream.EndReason;

/**
 * A session that records: what the client has announced comes in by the ways it has set up. Media
 * that nobody here can use may be set up too, and is dropped. On its lane.
 */
final class RecordRole implements SessionRole {

  private static final int NONE = -1;

  private final ServerParts parts;
  private final ServerSession session;
  private final Announcement announced;
  private final Map<Integer, Leg> legs = new LinkedHashMap<>(); // by m-line
  private int opening;
  private boolean recording;
  private boolean planned;
  private boolean over;
  private long heardNanos = Long.MIN_VALUE;
  private long packets;
  private long bytes;

  RecordRole(ServerParts parts, ServerSession session, Announcement announced) {
    this.parts = parts;
    this.session = session;
    this.announced = announced;
    announced.heardBy(this);
  }

  @Override
  public void setup(Setup setup) {
    int mLine = announced.media(setup.request().uri(), List.copyOf(legs.keySet()));
    if (announced.recording() == null) {
      setup.outcome().refused(RtspStatus.SESSION_NOT_FOUND);
    } else if (mLine < 0) {
      setup.outcome().refused(RtspStatus.NOT_FOUND);
    } else if (recording) {
      setup.outcome().refused(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else if (legs.size() + opening >= parts.config().session().maxTracks()) {
      setup.outcome().refused(RtspStatus.SERVICE_UNAVAILABLE);
    } else {
      opening++;
      Leg leg = new Leg(mLine, setup);
      setup.transports().open(setup.request(), true, leg, leg);
    }
  }

  @Override
  public void play(RtspRequest request, ServerTarget target, ServerAnswer answer) {
    answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
  }

  @Override
  public void record(ServerAnswer answer) {
    Recording hold = announced.recording();
    IngestPlan plan = announced.plan(List.copyOf(legs.keySet()));
    if (hold == null || plan.empty() || legs.isEmpty()) {
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
      Leg leg = legs.get(each.mLine());
      if (leg != null) {
        leg.media = next++;
      }
    }
  }

  @Override
  public void pause(ServerTarget target, ServerAnswer answer) {
    if (legs.isEmpty()) {
      answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE);
    } else {
      recording = false;
      answer.ok();
    }
  }

  @Override
  public boolean teardownTrack(RtspRequest request, ServerTarget target) {
    int mLine = announced.named(request.uri());
    Leg leg = legs.get(mLine);
    if (leg == null || legs.size() == 1) {
      return false;
    }
    legs.remove(mLine);
    leg.close();
    return true;
  }

  @Override
  public boolean empty() {
    return legs.isEmpty() && opening == 0;
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
    boolean udp = !legs.isEmpty() && legs.values().stream().allMatch(Leg::udp);
    return new RtspSnapshot.Stream(
        announced.request().mediaSessionId(),
        announced.request().streamName(),
        true,
        packets,
        bytes,
        0,
        udp ? ServerSession.UDP : ServerSession.TCP);
  }

  @Override
  public void end(EndReason reason, boolean lost) {
    over = true;
    if (lost) {
      announced.lost();
    } else {
      announced.withdraw(reason);
    }
    legs.values().forEach(Leg::close);
  }

  /** The publication is over, and not because of this session. */
  void ended(EndReason reason) {
    if (!over) {
      session.refused(reason);
    }
  }

  /** A report to the client. The bytes are lent. */
  void feedback(int media, byte[] buffer, int offset, int length) {
    for (Leg leg : legs.values()) {
      if (leg.media == media) {
        leg.send(buffer, offset, length);
        return;
      }
    }
  }

  /** One medium on its way from the client. */
  private final class Leg implements ServerTransports.Packets, ServerTransports.Outcome {

    private final int mLine;
    private final Setup setup;
    private int media = NONE; // index into the plan
    private ServerTransports.@Nullable Line line;

    Leg(int mLine, Setup setup) {
      this.mLine = mLine;
      this.setup = setup;
    }

    boolean udp() {
      return line != null && line.udp();
    }

    void close() {
      ServerTransports.Line open = line;
      line = null;
      if (open != null) {
        open.release().run();
      }
    }

    void send(byte[] buffer, int offset, int length) {
      ServerTransports.Line open = line;
      if (open == null) {
        return;
      }
      switch (open.way()) {
        case Way.Unicast unicast -> unicast.rtcp().send(buffer, offset, length);
        case Way.Interleaved(ByteConnection connection, int _, int channel) -> {
          byte[] frame = new byte[RtspWriter.INTERLEAVED_HEADER + length];
          RtspWriter.interleaved(frame, 0, channel, length);
          System.arraycopy(buffer, offset, frame, RtspWriter.INTERLEAVED_HEADER, length);
          connection.write(frame, 0, frame.length);
        }
      }
    }

    @Override
    public void opened(ServerTransports.Line opened) {
      opening--;
      line = opened;
      if (over) {
        close();
        setup.outcome().refused(RtspStatus.SESSION_NOT_FOUND);
        return;
      }
      Leg before = legs.put(mLine, this);
      if (before != null) {
        before.close();
      }
      setup.outcome().ready(RtspHeaders.of("Transport", opened.answer().text()));
    }

    @Override
    public void refused(int status) {
      opening--;
      setup.outcome().refused(status);
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

    @Override
    public void displaced() {
      session.end(EndReason.SESSION_DISCONNECTED, true);
    }

    @Override
    public ServerSession session() {
      return session;
    }
  }
}
