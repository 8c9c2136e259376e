package org.wcs.rtmp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** What real clients sent; see capture/rtmp/README.md. */
final class ChunkCapture {
  static final List<String> ALL =
      List.of(
          "ffmpeg51-h264-aac",
          "ffmpeg51-h264-speex",
          "ffmpeg51-h264-mp3",
          "ffmpeg80-hevc-opus",
          "ffmpeg80-av1-mp3",
          "ffmpeg80-vp9-g711a",
          "ffmpeg80-multitrack",
          "gstreamer122-h264-aac",
          "librtmp24-h264-aac",
          "ffmpeg51-extended",
          "librtmp24-extended");

  private static final int HANDSHAKE = 1 + 2 * HandshakeDigest.PACKET;

  private ChunkCapture() {}

  static byte[] bytes(String name) {
    try (InputStream in =
        ChunkCapture.class.getResourceAsStream("/capture/rtmp/" + name + ".bin")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes behind the handshake. */
  static byte[] chunks(String name) {
    byte[] all = bytes(name);
    return Arrays.copyOfRange(all, HANDSHAKE, all.length);
  }

  /** All messages of these chunks, fed in one slice. */
  static List<RtmpMessage> messages(byte[] chunks) throws RtmpException {
    List<RtmpMessage> messages = new ArrayList<>();
    new ChunkReader(ChunkLimits.DEFAULT).read(chunks, 0, chunks.length, messages::add);
    return messages;
  }

  /** All messages of these chunks, fed in slices of random sizes up to that many bytes. */
  static List<RtmpMessage> messages(byte[] chunks, Random random, int slice) throws RtmpException {
    List<RtmpMessage> messages = new ArrayList<>();
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    int at = 0;
    while (at < chunks.length) {
      int count = Math.min(1 + random.nextInt(slice), chunks.length - at);
      byte[] lent = Arrays.copyOfRange(chunks, at, at + count);
      reader.read(lent, 0, count, messages::add);
      Arrays.fill(lent, (byte) 0x55);
      at += count;
    }
    return messages;
  }

  /** Messages as texts, with the content of their bodies, to compare. */
  static List<String> texts(List<RtmpMessage> messages) {
    return messages.stream().map(ChunkCapture::text).toList();
  }

  static String text(RtmpMessage message) {
    return message.getClass().getSimpleName()
        + ' '
        + message.streamId()
        + ' '
        + message.timestamp()
        + ' '
        + Arrays.hashCode(RtmpMessageWriter.body(message));
  }
}
