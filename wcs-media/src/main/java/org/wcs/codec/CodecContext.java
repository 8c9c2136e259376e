package org.wcs.codec;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Owns one decoder or encoder of FFmpeg with the packet and the frame that go through it. */
final class CodecContext implements AutoCloseable {
  private static final int AGAIN = avutil.AVERROR_EAGAIN();
  private static final int END = avutil.AVERROR_EOF();

  private final AVCodec codec;
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private boolean closed;

  private CodecContext(AVCodec codec) {
    this.codec = codec;
    context = avcodec.avcodec_alloc_context3(codec);
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
  }

  /** A decoder, to be {@linkplain #configure configured}. */
  static CodecContext decoder(String name) throws CodecException {
    return of(avcodec.avcodec_find_decoder_by_name(name), name);
  }

  /** An encoder, to be {@linkplain #configure configured}. */
  static CodecContext encoder(String name) throws CodecException {
    return of(avcodec.avcodec_find_encoder_by_name(name), name);
  }

  private static CodecContext of(@Nullable AVCodec codec, String name) throws CodecException {
    if (codec == null) {
      throw new CodecException("this FFmpeg has no " + name);
    }
    return new CodecContext(codec);
  }

  /** The fields to be set before {@link #open} and read after it. */
  AVCodecContext configure() {
    return context;
  }

  /** Sets an option of the codec itself. */
  void option(String name, String value) throws CodecException {
    check(avutil.av_opt_set(context.priv_data(), name, value, 0), name + "=" + value);
  }

  /** The last step of making it; closes it if that fails. */
  CodecContext open() throws CodecException {
    try {
      check(
          avcodec.avcodec_open2(context, codec, (org.bytedeco.javacpp.PointerPointer<?>) null),
          "open");
      return this;
    } catch (CodecException e) {
      close();
      throw e;
    }
  }

  /** Decodes; each frame is lent. What came out before a fault was found is handed out too. */
  void decode(byte[] data, long pts, Consumer<AVFrame> out) throws CodecException {
    checkOpen();
    if (data.length == 0) {
      throw new CodecException("a frame without content");
    }
    check(avcodec.av_new_packet(packet, data.length), "packet");
    packet.data().put(data, 0, data.length);
    packet.pts(pts).dts(avutil.AV_NOPTS_VALUE);
    int sent = avcodec.avcodec_send_packet(context, packet);
    avcodec.av_packet_unref(packet);
    int received = receiveFrames(out);
    check(sent, "decode");
    check(received, "decode");
  }

  /** Hands out every frame held back, and begins anew. */
  void drainFrames(Consumer<AVFrame> out) {
    checkOpen();
    avcodec.avcodec_send_packet(context, null);
    receiveFrames(out);
    avcodec.avcodec_flush_buffers(context);
  }

  private int receiveFrames(Consumer<AVFrame> out) {
    while (true) {
      int result = avcodec.avcodec_receive_frame(context, frame);
      if (result < 0) {
        return result == AGAIN || result == END ? 0 : result;
      }
      try {
        out.accept(frame);
      } finally {
        avutil.av_frame_unref(frame);
      }
    }
  }

  /** Encodes a frame, or with null what is held back; each packet is lent. */
  void encode(@Nullable AVFrame picture, Consumer<AVPacket> out) throws CodecException {
    checkOpen();
    check(avcodec.avcodec_send_frame(context, picture), "encode");
    while (true) {
      int result = avcodec.avcodec_receive_packet(context, packet);
      if (result == AGAIN || result == END) {
        return;
      }
      check(result, "encode");
      try {
        out.accept(packet);
      } finally {
        avcodec.av_packet_unref(packet);
      }
    }
  }

  /** A copy of what is in the packet. */
  static byte[] bytes(AVPacket packet) {
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes, 0, bytes.length);
    return bytes;
  }

  private void check(int result, String what) throws CodecException {
    if (result < 0) {
      byte[] text = new byte[128];
      avutil.av_strerror(result, text, text.length);
      String reason = new String(text, java.nio.charset.StandardCharsets.US_ASCII).trim();
      throw new CodecException(codec.name().getString() + ", " + what + ": " + reason);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the codec is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      avcodec.avcodec_free_context(context);
      avcodec.av_packet_free(packet);
      avutil.av_frame_free(frame);
    }
  }
}
