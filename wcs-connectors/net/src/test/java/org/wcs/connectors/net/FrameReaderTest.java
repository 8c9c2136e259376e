package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  private final byte[] scratch = new byte[65_536];
  private final List<byte[]> frames = new ArrayList<>();

  private boolean keep(byte[] buffer, int length) {
    return frames.add(Arrays.copyOf(buffer, length));
  }

  private boolean read(FrameReader reader, byte[] bytes, int from, int to) {
    return reader.read(Unpooled.wrappedBuffer(bytes, from, to - from), scratch, this::keep);
  }

  private static byte[] stream(List<byte[]> frames) {
    ByteBuf out = Unpooled.buffer();
    frames.forEach(frame -> out.writeShort(frame.length).writeBytes(frame));
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  @Test
  void readsTheSameFramesHoweverTheStreamIsCut() {
    List<byte[]> sent =
        List.of(
            Loopback.pattern(1),
            Loopback.pattern(2),
            Loopback.pattern(300),
            Loopback.pattern(5000),
            Loopback.pattern(65_535),
            Loopback.pattern(17));
    byte[] bytes = stream(sent);
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      frames.clear();
      FrameReader reader = new FrameReader(65_535);
      int most = 1 + random.nextInt(round % 2 == 0 ? 50 : 20_000);
      int at = 0;
      while (at < bytes.length) {
        int next = Math.min(bytes.length, at + 1 + random.nextInt(most));
        assertThat(read(reader, bytes, at, next)).isTrue();
        at = next;
      }
      assertThat(frames).hasSameSizeAs(sent);
      for (int i = 0; i < sent.size(); i++) {
        assertThat(Arrays.equals(frames.get(i), sent.get(i))).isTrue();
      }
    }
  }

  @Test
  void passesOverNullFrames() {
    byte[] bytes = {0, 0, 0, 1, 7, 0, 0, 0, 0, 0, 1, 8};
    assertThat(read(new FrameReader(10), bytes, 0, bytes.length)).isTrue();
    assertThat(frames).containsExactly(new byte[] {7}, new byte[] {8});
  }

  @Test
  void refusesAFrameOverTheLimitAsSoonAsItsLengthIsKnown() {
    byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(read(new FrameReader(2048), http, 0, 1)).isTrue();
    assertThat(read(new FrameReader(2048), http, 0, 2)).isFalse();
    assertThat(read(new FrameReader(2048), http, 0, http.length)).isFalse();
    assertThat(frames).isEmpty();
  }

  @Test
  void keepsTruncatedFramesToItself() {
    byte[] bytes = stream(List.of(Loopback.pattern(40)));
    for (int length = 0; length < bytes.length; length++) {
      assertThat(read(new FrameReader(2048), bytes, 0, length)).isTrue();
    }
    assertThat(frames).isEmpty();
  }
}
