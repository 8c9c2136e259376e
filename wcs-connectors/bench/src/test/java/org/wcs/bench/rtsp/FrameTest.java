package org.wcs.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.rtsp.wire.RtspException;
import org.wcs.rtsp.wire.RtspLimits;
import org.wcs.rtsp.wire.RtspMessage;
import org.wcs.rtsp.wire.RtspReader;

class FrameTest {

  private static List<byte[]> packets(ByteBuffer interleaved, int channel) throws RtspException {
    List<byte[]> packets = new ArrayList<>();
    RtspReader reader =
        new RtspReader(
            RtspLimits.SERVER,
            new RtspReader.Taker() {
              @Override
              public void message(RtspMessage message) {
                throw new AssertionError(message.shown());
              }

              @Override
              public void interleaved(int got, byte[] buffer, int offset, int length) {
                assertThat(got).isEqualTo(channel);
                byte[] packet = new byte[length];
                System.arraycopy(buffer, offset, packet, 0, length);
                packets.add(packet);
              }
            });
    reader.read(interleaved.array(), interleaved.position(), interleaved.remaining());
    assertThat(reader.midway()).isFalse();
    return packets;
  }

  @Test
  void cutsAPictureIntoFragmentsThatMakeItUp() throws RtspException {
    Frame frame = Frame.picture(0x65, 0x88, 5_000);
    frame.stamp(new Sender(7, 4), 90_000, 1);
    List<byte[]> packets = packets(frame.interleaved(), 4);
    assertThat(packets).hasSize(frame.packets()).hasSize(5);
    assertThat(packets.getFirst()[14]).isEqualTo((byte) 0x88);
    int body = 0;
    for (int i = 0; i < packets.size(); i++) {
      ByteBuffer packet = ByteBuffer.wrap(packets.get(i));
      assertThat(packet.remaining()).isLessThanOrEqualTo(1_200);
      assertThat(packet.get(1) & 0xFF).isEqualTo(i == 4 ? 0x80 | 96 : 96);
      assertThat(packet.getShort(2)).isEqualTo((short) i);
      assertThat(packet.getInt(4)).isEqualTo(90_000);
      assertThat(packet.getInt(8)).isEqualTo(7);
      assertThat(packet.get(12)).isEqualTo((byte) 0x7C);
      assertThat(packet.get(13) & 0xFF).isEqualTo(i == 0 ? 0x85 : i == 4 ? 0x45 : 0x05);
      body += packet.remaining() - 14;
      assertThat(frame.packet(i)).isEqualTo(packet);
    }
    assertThat(body).isEqualTo(5_000);
    assertThat(frame.packetBytes()).isEqualTo(5_000 + 5 * 14);
  }

  @Test
  void findsTheTimeAPictureWasMadeInItsFirstPacketAlone() {
    Frame frame = Frame.picture(0x41, 0x9A, 3_000);
    frame.stamp(new Sender(7, 0), 0, 5_000);
    assertThat(Frame.age(frame.packet(0), 5_400)).isEqualTo(400);
    assertThat(Frame.age(frame.packet(1), 5_400)).isEqualTo(-1);
    Frame sound = Frame.sound(160);
    sound.stamp(new Sender(8, 2), 0, 5_000);
    assertThat(Frame.age(sound.packet(0), 5_400)).isEqualTo(-1);
    assertThat(Frame.age(ByteBuffer.wrap(new byte[5]), 5_400)).isEqualTo(-1);
  }

  @Test
  void makesTheBitrateItIsAskedFor() throws IOException {
    StreamPattern pattern = new StreamPattern(2_000_000);
    long[] bytes = new long[2];
    Source source = new Source(pattern, 1);
    source.start(0);
    source.send(
        1_999_000_000L,
        (medium, frame) -> {
          bytes[0] += frame.packetBytes();
          bytes[1] += frame.interleaved().remaining();
        });
    assertThat(bytes[0] / 2.0).isCloseTo(pattern.bytesPerSecond(false), within(2_000.0));
    assertThat(bytes[1] / 2.0).isCloseTo(pattern.bytesPerSecond(true), within(2_000.0));
    assertThat(pattern.bytesPerSecond(false) * 8).isBetween(2_000_000.0, 2_060_000.0);
  }

  @Test
  void countsPacketsFromOneFrameToTheNext() {
    Frame frame = Frame.sound(160);
    Sender sender = new Sender(7, 2);
    for (int i = 0; i <= 65_536; i++) {
      frame.stamp(sender, i * 160L, 0);
    }
    assertThat(frame.packet(0).getShort(frame.packet(0).position() + 2)).isZero();
  }
}
