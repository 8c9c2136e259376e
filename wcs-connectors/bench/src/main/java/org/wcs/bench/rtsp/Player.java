package org.wcs.bench.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.bench.DelaySamples;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspUrl;

/** Asks for a stream with all its media, then counts what comes. On the loop's thread. */
final class Player implements Served, AutoCloseable {

  private static final byte[] NOTHING = {};

  private final Selector selector;
  private final RtspUrl url;
  private final boolean udp;
  private final @Nullable DelaySamples delays;
  private final Link link;
  private final Dialogue dialogue;
  private final List<PortPair> ports = new ArrayList<>();
  private final List<String> media = new ArrayList<>();
  private boolean playing;
  private long received;

  /**
   * Connects.
   *
   * @param udp whether media come over UDP
   * @param delays where a probe notes the age of pictures; null for the others
   */
  Player(Selector selector, RtspUrl url, boolean udp, @Nullable DelaySamples delays)
      throws IOException {
    this.selector = selector;
    this.url = url;
    this.udp = udp;
    this.delays = delays;
    link = Link.open(new InetSocketAddress(url.host(), url.port()), selector, this);
    dialogue = new Dialogue(link, this::packet);
    RtspHeaders.Builder accept = RtspHeaders.of("Accept", "application/sdp").with();
    dialogue.ask("DESCRIBE", url.request(), accept, NOTHING, this::described);
  }

  private void described(RtspResponse response) throws IOException {
    String base = response.header("Content-Base");
    media.addAll(controls(response.text()).stream().map(one -> url.resolve(base, one)).toList());
    if (media.isEmpty()) {
      throw new IOException("a stream without media");
    }
    setUp(0);
  }

  /** The control of each medium. */
  static List<String> controls(String sdp) {
    List<String> controls = new ArrayList<>();
    boolean medium = false;
    for (String line : sdp.split("\r?\n")) {
      medium |= line.startsWith("m=");
      if (medium && line.startsWith("a=control:")) {
        controls.add(line.substring("a=control:".length()).strip());
      }
    }
    return controls;
  }

  private void setUp(int index) throws IOException {
    if (index == media.size()) {
      RtspHeaders.Builder range = RtspHeaders.of("Range", "npt=0.000-").with();
      dialogue.ask("PLAY", url.request(), range, NOTHING, response -> playing = true);
      return;
    }
    RtspTransport transport = RtspTransport.interleaved(2 * index, 2 * index + 1);
    if (udp) {
      PortPair pair = PortPair.open(selector, this::datagram);
      ports.add(pair);
      transport = RtspTransport.unicast(pair.port(), pair.port() + 1);
    }
    dialogue.ask(
        "SETUP",
        media.get(index),
        RtspHeaders.of("Transport", transport.text()).with(),
        NOTHING,
        response -> setUp(index + 1));
  }

  /** Bytes of media so far. */
  long received() {
    return received;
  }

  /** Says that we are here. */
  void keepAlive() throws IOException {
    if (playing) {
      dialogue.keepAlive(url.request());
    }
  }

  @Override
  public void ready(ByteBuffer scratch) throws IOException {
    link.flush();
    if (!link.readable()) {
      return;
    }
    ByteBuffer bytes = link.read(scratch);
    if (playing && !udp) {
      received += bytes.remaining();
    }
    // media need no look at them; answers of the keep-alive are not waited for
    if (!playing || delays != null || udp) {
      dialogue.read(bytes);
    }
  }

  private void packet(int channel, byte[] buffer, int offset, int length) {
    look(ByteBuffer.wrap(buffer, offset, length));
  }

  private void datagram(ByteBuffer packet) {
    received += packet.remaining();
    look(packet);
  }

  private void look(ByteBuffer packet) {
    DelaySamples samples = delays;
    if (samples != null) {
      long age = Frame.age(packet, System.nanoTime());
      if (age >= 0) {
        samples.add(age);
      }
    }
  }

  @Override
  public void close() throws IOException {
    link.close();
    for (PortPair pair : ports) {
      pair.close();
    }
  }
}
