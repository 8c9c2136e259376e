package org.wcs.rtsp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspWriter;

/**
 * Requests to one camera and their answers, one after the other (RFC 2326 sections 6, 7 and 12.17).
 * A request that is refused for want of credentials is sent again with them. On the connection's
 * lane.
 */
final class ClientExchange implements RtspReader.Taker {

  private static final byte[] NOTHING = {};
  private static final String AGENT = "WCS";

  /** So many refusals of one request sent with credentials mean that they are wrong. */
  private static final int MOST_REFUSALS = 2;

  /** A camera that asks and asks and takes no answer. */
  private static final long MOST_UNSENT = 1L << 20;

  private static final int MOST_ABANDONED = 16;

  private final ByteConnection connection;
  private final ClientAccess access;
  private final Owner owner;
  private final RtspReader reader;
  private final long patienceNanos;
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private final List<Long> abandoned = new ArrayList<>(); // whose answers may still come
  private @Nullable Ask current;
  private @Nullable String session;
  private long sentNanos;
  private long sequence;
  private int refusals;
  private boolean credentials;
  private boolean presenting;
  private long octets;
  private boolean over;

  /**
   * A request.
   *
   * @param uri as it stands on the wire
   * @param headers more than those every request has
   * @param body empty for none
   * @param answer gets the final response
   * @param vital whether the connection is of no use without an answer in time
   */
  record Ask(
      String method,
      String uri,
      RtspHeaders headers,
      byte[] body,
      Consumer<RtspResponse> answer,
      boolean vital) {

    /** Without a body. */
    Ask(
        String method,
        String uri,
        RtspHeaders headers,
        Consumer<RtspResponse> answer,
        boolean vital) {
      this(method, uri, headers, NOTHING, answer, vital);
    }
  }

  /** Hears what else happens. */
  interface Owner {

    /** The camera asks something. */
    void asked(RtspRequest request);

    /** A packet came over the connection; lent. */
    void interleaved(int channel, byte[] buffer, int offset, int length);

    /** No answer came in time. */
    void unanswered(String method);

    /** What came is no RTSP, or breaks a limit. */
    void garbage(String why);
  }

  ClientExchange(ByteConnection connection, ClientAccess access, RtspParts parts, Owner owner) {
    this.connection = connection;
    this.access = access;
    this.owner = owner;
    this.patienceNanos = parts.config().client().waits().answer().toNanos();
    this.reader =
        new RtspReader(
            new RtspLimits(
                parts.config().session().maxHeaderBytes(),
                parts.config().session().maxBodyBytes(),
                RtspLimits.CLIENT.headers(),
                RtspLimits.CLIENT.strayBytes()),
            this);
  }

  ByteConnection connection() {
    return connection;
  }

  /** All that came over the connection. */
  long octets() {
    return octets;
  }

  /** From now on every request names the session. */
  void session(String id) {
    session = id;
  }

  boolean hasSession() {
    return session != null;
  }

  /** Whether a request was refused, sent again with credentials, and not answered since. */
  boolean presenting() {
    return current != null && presenting;
  }

  /** Whether a request has not been answered yet. */
  boolean busy() {
    return current != null;
  }

  /** Sends it as soon as what was asked before is answered. */
  void ask(Ask ask) {
    if (over) {
      return;
    }
    waiting.add(ask);
    next();
  }

  /** Sends it at once; nobody waits for other answers any more. */
  void askLast(Ask ask) {
    waiting.clear();
    abandon();
    ask(ask);
  }

  /** About four times a second. */
  void tick(long nowNanos) {
    Ask unanswered = current;
    if (unanswered == null || nowNanos - sentNanos < patienceNanos) {
      return;
    }
    abandon();
    if (unanswered.vital()) {
      owner.unanswered(unanswered.method());
    } else {
      next();
    }
  }

  void answer(RtspRequest request, int status, RtspHeaders more) {
    if (over) {
      return;
    }
    if (connection.unsentBytes() > MOST_UNSENT) {
      owner.garbage("The other server asks and takes no answers");
      return;
    }
    RtspHeaders.Builder headers = RtspHeaders.builder();
    headers.addIf("CSeq", request.header("CSeq"));
    headers.addIf("Session", request.header("Session"));
    headers.add("User-Agent", AGENT);
    more.fields().forEach(field -> headers.add(field.name(), field.value()));
    write(new RtspResponse(status, headers.build()));
  }

  /** A packet for the camera over the connection. */
  void send(int channel, byte[] buffer, int offset, int length) {
    if (over || connection.unsentBytes() > MOST_UNSENT) {
      return;
    }
    byte[] framed = new byte[RtspWriter.INTERLEAVED_HEADER + length];
    RtspWriter.interleaved(framed, 0, channel, length);
    System.arraycopy(buffer, offset, framed, RtspWriter.INTERLEAVED_HEADER, length);
    connection.write(framed, 0, framed.length);
  }

  /** Hears and says nothing more, and closes. */
  void close() {
    over = true;
    current = null;
    waiting.clear();
    reader.stop();
    connection.close();
  }

  /** Bytes of the camera; lent. */
  void received(byte[] buffer, int offset, int length) {
    if (over) {
      return;
    }
    octets += length;
    try {
      reader.read(buffer, offset, length);
    } catch (RtspException e) {
      owner.garbage(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void message(RtspMessage message) {
    if (over) {
      return;
    }
    switch (message) {
      case RtspRequest request -> owner.asked(request);
      case RtspResponse response -> response(response);
    }
  }

  @Override
  public void interleaved(int channel, byte[] buffer, int offset, int length) {
    if (!over) {
      owner.interleaved(channel, buffer, offset, length);
    }
  }

  private void response(RtspResponse response) {
    Ask ask = current;
    boolean late = abandoned.remove((Long) response.cseq());
    if (late || ask == null || response.status() < RtspStatus.OK) {
      return; // cameras that leave the number out, or get it wrong, answer in order
    }
    if (response.status() == RtspStatus.UNAUTHORIZED && again(response)) {
      presenting = refusals == 0;
      write(ask);
      return;
    }
    current = null;
    ask.answer().accept(response);
    next();
  }

  private boolean again(RtspResponse refusal) {
    refusals += credentials ? 1 : 0;
    return refusals < MOST_REFUSALS && access.challenged(refusal.headers().all("WWW-Authenticate"));
  }

  private void next() {
    if (current == null && !over) {
      Ask ask = waiting.poll();
      if (ask != null) {
        refusals = 0;
        presenting = false;
        current = ask;
        write(ask);
      }
    }
  }

  private void abandon() {
    if (current != null) {
      current = null;
      abandoned.add(sequence);
      if (abandoned.size() > MOST_ABANDONED) {
        abandoned.removeFirst();
      }
    }
  }

  private void write(Ask ask) {
    String proof = access.authorization(ask.method(), ask.uri());
    credentials = proof != null;
    sentNanos = connection.lane().nanoTime();
    RtspHeaders.Builder headers = RtspHeaders.builder();
    headers.add("CSeq", Long.toString(++sequence));
    headers.add("User-Agent", AGENT);
    headers.addIf("Session", session);
    headers.addIf("Authorization", proof);
    ask.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
    write(new RtspRequest(ask.method(), ask.uri(), headers.build(), ask.body()));
  }

  private void write(RtspMessage message) {
    byte[] bytes = RtspWriter.bytes(message);
    connection.write(bytes, 0, bytes.length);
  }
}
