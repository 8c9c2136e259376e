package org.wcs.bench.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspWriter;

/** One connection to a camera that serves over TCP alone. On the loop's thread. */
final class Camera implements Served, Source.Outlet, AutoCloseable {

  private static final long NOTHING_DUE = Long.MAX_VALUE;
  private static final byte[] NOTHING = {};

  private final Link link;
  private final Source source;
  private final long laterNanos;
  private final Queue<RtspMessage> heard = new ArrayDeque<>();
  private final RtspReader reader =
      new RtspReader(
          RtspLimits.SERVER,
          new RtspReader.Taker() {
            @Override
            public void message(RtspMessage message) {
              heard.add(message);
            }

            @Override
            public void interleaved(int channel, byte[] buffer, int offset, int length) {
              // reports of what was received change nothing here
            }
          });
  private boolean gone;
  private long sent;

  /**
   * Takes a connection.
   *
   * @param laterNanos how long after the others its pictures come
   */
  Camera(SocketChannel accepted, Selector selector, Source source, long laterNanos)
      throws IOException {
    this.source = source;
    this.laterNanos = laterNanos;
    link = Link.of(accepted, selector, this);
  }

  boolean playing() {
    return source.running() && !gone;
  }

  /** Whether the other side has left. */
  boolean gone() {
    return gone;
  }

  /** Bytes of media so far. */
  long sent() {
    return sent;
  }

  /** Sends what is due and tells how long until more is. */
  long send(long nowNanos) throws IOException {
    if (!playing()) {
      return NOTHING_DUE;
    }
    try {
      source.send(nowNanos, this);
    } catch (IOException e) {
      close();
    }
    return source.nextNanos() - nowNanos;
  }

  @Override
  public void frame(int medium, Frame frame) throws IOException {
    ByteBuffer bytes = frame.interleaved();
    sent += bytes.remaining();
    link.send(bytes);
  }

  @Override
  public void ready(ByteBuffer scratch) throws IOException {
    try {
      link.flush();
      if (link.readable()) {
        ByteBuffer bytes = link.read(scratch);
        reader.read(bytes.array(), bytes.position(), bytes.remaining());
      }
    } catch (RtspException | IOException e) {
      close();
      return;
    }
    for (RtspMessage message = heard.poll(); message != null; message = heard.poll()) {
      if (message instanceof RtspRequest request) {
        link.send(ByteBuffer.wrap(RtspWriter.bytes(answer(request))));
        if (request.method().equals("PLAY")) {
          source.start(System.nanoTime() + laterNanos);
        }
      }
    }
  }

  private RtspResponse answer(RtspRequest request) {
    RtspHeaders.Builder headers = RtspHeaders.builder().addIf("CSeq", request.header("CSeq"));
    return switch (request.method()) {
      case "OPTIONS" ->
          new RtspResponse(
              200,
              headers
                  .add("Public", "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER")
                  .build());
      case "DESCRIBE" ->
          new RtspResponse(
              200,
              headers
                  .add("Content-Base", request.uri() + "/")
                  .add("Content-Type", "application/sdp")
                  .build(),
              StreamPattern.description());
      case "SETUP" -> setUp(request, headers);
      default -> new RtspResponse(200, headers.add("Session", "1").build(), NOTHING);
    };
  }

  private RtspResponse setUp(RtspRequest request, RtspHeaders.Builder headers) {
    RtspTransport wanted = RtspTransport.first(request.header("Transport"));
    RtspTransport.Pair channels = wanted == null ? null : wanted.interleaved();
    if (wanted == null || channels == null) {
      return new RtspResponse(461, headers.build());
    }
    int medium = request.uri().endsWith("trackID=0") ? StreamPattern.PICTURES : StreamPattern.SOUND;
    source.useChannel(medium, channels.first());
    headers.add("Session", "1;timeout=60").add("Transport", wanted.text());
    return new RtspResponse(200, headers.build());
  }

  @Override
  public void close() throws IOException {
    gone = true;
    link.close();
  }
}
