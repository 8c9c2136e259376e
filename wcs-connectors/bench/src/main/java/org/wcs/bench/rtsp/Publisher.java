package org.wcs.bench.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspTransport;
import org.wcs.rtsp.wire.RtspUrl;

/** How the stream gets into the server. On the loop's thread. */
interface Publisher extends Source.Outlet, AutoCloseable {

  /** Whether frames may be sent. */
  boolean accepted();

  /** Says that we are here. */
  void keepAlive() throws IOException;

  @Override
  void close() throws IOException;

  /** By ANNOUNCE and RECORD, over the connection itself. */
  final class Recording implements Publisher, Served {

    private static final byte[] NOTHING = {};

    private final RtspUrl url;
    private final Source source;
    private final Link link;
    private final Dialogue dialogue;
    private boolean accepted;

    Recording(Selector selector, RtspUrl url, Source source) throws IOException {
      this.url = url;
      this.source = source;
      link = Link.open(new InetSocketAddress(url.host(), url.port()), selector, this);
      dialogue = new Dialogue(link, (channel, buffer, offset, length) -> {});
      RtspHeaders.Builder type = RtspHeaders.of("Content-Type", "application/sdp").with();
      byte[] body = StreamPattern.description();
      dialogue.ask("ANNOUNCE", url.request(), type, body, response -> setUp(0));
    }

    private void setUp(int medium) throws IOException {
      if (medium > StreamPattern.SOUND) {
        RtspHeaders.Builder range = RtspHeaders.of("Range", "npt=0.000-").with();
        dialogue.ask("RECORD", url.request(), range, NOTHING, response -> accepted = true);
        return;
      }
      RtspTransport transport =
          RtspTransport.interleaved(2 * medium, 2 * medium + 1).withMode("record");
      dialogue.ask(
          "SETUP",
          url.request() + "/trackID=" + medium,
          RtspHeaders.of("Transport", transport.text()).with(),
          NOTHING,
          response -> agreed(medium, response));
    }

    private void agreed(int medium, RtspResponse response) throws IOException {
      RtspTransport transport = RtspTransport.first(response.header("Transport"));
      RtspTransport.Pair channels = transport == null ? null : transport.interleaved();
      source.useChannel(medium, channels == null ? 2 * medium : channels.first());
      setUp(medium + 1);
    }

    @Override
    public boolean accepted() {
      return accepted;
    }

    @Override
    public void keepAlive() throws IOException {
      dialogue.keepAlive(url.request());
    }

    @Override
    public void frame(int medium, Frame frame) throws IOException {
      link.send(frame.interleaved());
    }

    @Override
    public void ready(ByteBuffer scratch) throws IOException {
      link.flush();
      if (link.readable()) {
        dialogue.read(link.read(scratch));
      }
    }

    @Override
    public void close() throws IOException {
      link.close();
    }
  }

  /** Packets to two ports, one for each medium. */
  final class Datagrams implements Publisher {

    private final DatagramChannel channel = DatagramChannel.open();
    private final InetSocketAddress[] ports;

    Datagrams(int firstPort) throws IOException {
      InetAddress here = InetAddress.getLoopbackAddress();
      ports =
          new InetSocketAddress[] {
            new InetSocketAddress(here, firstPort), new InetSocketAddress(here, firstPort + 1)
          };
    }

    @Override
    public boolean accepted() {
      return true;
    }

    @Override
    public void keepAlive() {
      // packets say enough
    }

    @Override
    public void frame(int medium, Frame frame) throws IOException {
      for (int i = 0; i < frame.packets(); i++) {
        channel.send(frame.packet(i), ports[medium]);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
