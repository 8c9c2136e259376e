package org.wcs.rtsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteReceiver;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspWriter;
import org.wcs.stream.EndReason;

/**
 * One connection of a client: takes its requests one after the other, whatever each of them waits
 * for, and its interleaved packets. On its lane, but for {@link #close} and the snapshot.
 */
final class ServerConnection implements ByteReceiver, RtspReader.Taker {

  private static final Logger LOG = System.getLogger(ServerConnection.class.getName());
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final long NEVER = Long.MIN_VALUE;
  private static final int HEADERS = 128;

  /** Requests that may wait before no more bytes are taken. */
  private static final int PATIENT = 16;

  /** Requests that may wait at all. */
  private static final int MOST_WAITING = 1_024;

  private final ServerParts parts;
  private final ByteConnection connection;
  private final Departure departure;
  private final RtspReader reader;
  private final ServerDesk desk;
  private final ServerChannels channels = new ServerChannels();
  private final ArrayDeque<RtspRequest> waiting = new ArrayDeque<>();
  private boolean busy; // a request is being handled
  private boolean handing; // requests are being taken from the queue
  private boolean paused;
  private boolean over;
  private boolean asked; // a whole request has come
  private final String sessionId;
  private final long startedNanos;
  private long heardNanos;
  private long midwayNanos = NEVER;
  private long wholes;
  private long bytesIn;
  private long bytesOut;
  private volatile RtspSnapshot.Session snapshot = RtspSnapshot.Session.NONE;

  ServerConnection(ServerParts parts, ByteConnection connection, Departure departure) {
    this.parts = parts;
    this.connection = connection;
    this.departure = departure;
    RtspConfig.Session limits = parts.config().session();
    this.reader =
        new RtspReader(
            new RtspLimits(limits.maxHeaderBytes(), limits.maxBodyBytes(), HEADERS, 0), this);
    this.startedNanos = lane().nanoTime();
    this.heardNanos = startedNanos;
    this.desk = new ServerDesk(parts, this);
    this.sessionId = desk.peer().sessionId();
    report();
    lane().schedule(TICK_NANOS, this::tick);
  }

  Lane lane() {
    return connection.lane();
  }

  ByteConnection bytes() {
    return connection;
  }

  ServerChannels channels() {
    return channels;
  }

  RtspPeer peer() {
    return desk.peer();
  }

  /** As in {@link RtspPeer#sessionId}. Any thread. */
  String sessionId() {
    return sessionId;
  }

  /** When the client last sent anything. */
  long heardNanos() {
    return heardNanos;
  }

  boolean over() {
    return over;
  }

  /** The numbers as of the last tick. Any thread. */
  RtspSnapshot.Session snapshot() {
    return snapshot;
  }

  /** Ends the connection and what it carries. Any thread. */
  void close(EndReason reason) {
    lane().execute(() -> end(reason, reason.text()));
  }

  /** Ends it when what is queued has left. */
  void finish(String why) {
    end(EndReason.SESSION_DISCONNECTED, why);
  }

  @Override
  public void received(ByteConnection from, byte[] buffer, int offset, int length) {
    if (over) {
      return;
    }
    heardNanos = lane().nanoTime();
    bytesIn += length;
    long before = wholes;
    try {
      reader.read(buffer, offset, length);
    } catch (RtspException broken) {
      broken(broken);
    }
    if (!reader.midway()) {
      midwayNanos = NEVER;
    } else if (midwayNanos == NEVER || wholes != before) {
      midwayNanos = heardNanos;
    }
  }

  @Override
  public void message(RtspMessage message) {
    wholes++;
    switch (message) {
      case RtspRequest request -> queue(request);
      case RtspResponse _ -> LOG.log(Level.DEBUG, "{0} answers nothing", connection.remote());
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    wholes++;
    if (!over && !channels.deliver(channel, buffer, offset, length)) {
      parts.strangers().increment();
    }
  }

  @Override
  public void writabilityChanged(ByteConnection changed, boolean writable) {
    desk.writable(writable);
  }

  @Override
  public void closed(ByteConnection gone, @Nullable String why) {
    end(EndReason.SESSION_DISCONNECTED, why == null ? "the connection is closed" : why);
  }

  private void queue(RtspRequest request) {
    if (over) {
      return;
    }
    asked = true;
    if (waiting.size() >= MOST_WAITING) {
      finish("too many requests at once");
      return;
    }
    waiting.add(request);
    hand();
  }

  /** Takes requests from the queue as long as they are answered at once. */
  private void hand() {
    if (handing) {
      return;
    }
    handing = true;
    while (!busy && !over && !waiting.isEmpty()) {
      busy = true;
      RtspRequest next = waiting.remove();
      desk.handle(next, new ServerAnswer(lane(), next, this::answered));
    }
    handing = false;
    boolean full = waiting.size() > PATIENT;
    if (full != paused && !over) {
      paused = full;
      if (full) {
        connection.pauseReading();
      } else {
        connection.resumeReading();
      }
    }
  }

  private void answered(RtspResponse response) {
    if (over) {
      return;
    }
    write(response);
    busy = false;
    hand();
  }

  private void write(RtspResponse response) {
    byte[] octets = RtspWriter.bytes(response);
    bytesOut += octets.length;
    connection.write(octets, 0, octets.length);
    connection.flush(); // media by UDP would overtake it
  }

  /** Where one message ends and the next begins is lost. */
  private void broken(RtspException broken) {
    if (!over) {
      write(
          new RtspResponse(
              broken.status(),
              RtspHeaders.of("Server", ServerAnswer.SERVER, "Connection", "close")));
      finish(String.valueOf(broken.getMessage()));
    }
  }

  private void tick() {
    if (over) {
      return;
    }
    long now = lane().nanoTime();
    desk.tick(now);
    if (over) {
      return;
    }
    String overdue = overdue(now);
    if (overdue != null) {
      finish(overdue);
      return;
    }
    report();
    lane().schedule(TICK_NANOS, this::tick);
  }

  /** Which silence has lasted too long; null if none has. */
  private @Nullable String overdue(long now) {
    RtspConfig.Session limits = parts.config().session();
    long request = limits.request().toNanos();
    if (!asked && now - startedNanos >= request) {
      return "no request in time";
    }
    if (midwayNanos != NEVER && now - midwayNanos >= request) {
      return "a request that does not end";
    }
    boolean idle = !busy && desk.idle() && now - heardNanos >= limits.idle().toNanos();
    return idle ? "the client is silent" : null;
  }

  private void report() {
    snapshot =
        new RtspSnapshot.Session(
            peer(),
            startedNanos,
            bytesIn + desk.datagramsIn(),
            bytesOut + desk.mediaOut(),
            desk.streams());
  }

  private void end(EndReason reason, String why) {
    if (over) {
      return;
    }
    report();
    over = true;
    LOG.log(Level.DEBUG, "{0} has ended: {1}", connection.remote(), why);
    waiting.clear();
    reader.stop();
    desk.end(reason);
    connection.close();
    departure.gone(this);
  }

  /** Hears that a connection is over. */
  interface Departure {
    void gone(ServerConnection connection);
  }
}
