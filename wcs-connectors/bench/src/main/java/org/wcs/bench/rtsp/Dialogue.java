package org.wcs.bench.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspWriter;

/** A client's requests and what is answered, one after the other. On the loop's thread. */
final class Dialogue {

  private final Link link;
  private final RtspReader reader;
  private final Queue<RtspMessage> heard = new ArrayDeque<>();
  private final Deque<Asked> asked = new ArrayDeque<>();
  private @Nullable String session;
  private long count;

  /** What to do with an answer. */
  interface Next {
    /** Goes on; the answer is a good one. */
    void answered(RtspResponse response) throws IOException;
  }

  /** Who gets packets between the answers. */
  interface Packets {
    /** Lent until it returns. */
    void packet(int channel, byte[] buffer, int offset, int length);
  }

  private record Asked(String method, Next next) {}

  Dialogue(Link link, Packets packets) {
    this.link = link;
    this.reader =
        new RtspReader(
            RtspLimits.CLIENT,
            new RtspReader.Taker() {
              @Override
              public void message(RtspMessage message) {
                heard.add(message);
              }

              @Override
              public void interleaved(int channel, byte[] buffer, int offset, int length) {
                packets.packet(channel, buffer, offset, length);
              }
            });
  }

  /** Asks; answers come in the order of the requests. */
  void ask(String method, String uri, RtspHeaders.Builder headers, byte[] body, Next next)
      throws IOException {
    headers.add("CSeq", Long.toString(++count)).add("User-Agent", "WCS bench");
    headers.addIf("Session", session);
    RtspRequest request = new RtspRequest(method, uri, headers.build(), body);
    asked.add(new Asked(method, next));
    link.send(ByteBuffer.wrap(RtspWriter.bytes(request)));
  }

  /** Asks for nothing in particular, so that the session stays. */
  void keepAlive(String uri) throws IOException {
    ask("OPTIONS", uri, RtspHeaders.builder(), new byte[0], response -> {});
  }

  /** Reads on. */
  void read(ByteBuffer bytes) throws IOException {
    try {
      reader.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    } catch (RtspException e) {
      throw new IOException("cannot read the answer: " + e.getMessage(), e);
    }
    for (RtspMessage message = heard.poll(); message != null; message = heard.poll()) {
      if (message instanceof RtspResponse response) {
        answered(response);
      }
    }
  }

  private void answered(RtspResponse response) throws IOException {
    Asked one = asked.poll();
    if (one == null) {
      throw new IOException("an answer to nothing");
    }
    if (!response.ok()) {
      throw new IOException(one.method() + " was answered " + response.shown());
    }
    RtspSessionId id = RtspSessionId.parse(response.header("Session"));
    session = id == null ? session : id.id();
    one.next().answered(response);
  }
}
