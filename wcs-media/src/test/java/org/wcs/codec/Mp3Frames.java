package org.wcs.codec;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.wcs.unit.Frame;

/** Frames of MP3, 44.1 kHz and stereo, which the server itself does not make. */
final class Mp3Frames {
  private static final int RATE = 44_100;

  private Mp3Frames() {}

  static List<Frame> tone(double hertz, int count) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    CodecContext context = CodecContext.encoder("libmp3lame");
    AVCodecContext fields = context.configure();
    fields.sample_rate(RATE).sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).bit_rate(128_000);
    fields.time_base().num(1).den(RATE);
    avutil.av_channel_layout_default(fields.ch_layout(), 2);
    context.open();
    AVFrame input = avutil.av_frame_alloc();
    input.format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(RATE).nb_samples(fields.frame_size());
    avutil.av_channel_layout_default(input.ch_layout(), 2);
    avutil.av_frame_get_buffer(input, 0);
    for (int i = 0; i < count; i++) {
      long pts = (long) i * fields.frame_size();
      avutil.av_frame_make_writable(input);
      Pcm.write(TestMedia.tone(pts, RATE, 2, fields.frame_size(), hertz).interleaved(), input);
      input.pts(pts);
      context.encode(
          input,
          packet -> {
            long ticks = Ticks.convert(packet.pts(), RATE, 90_000);
            frames.add(new Frame(ticks, ticks, true, CodecContext.bytes(packet)));
          });
    }
    avutil.av_frame_free(input);
    context.close();
    return frames;
  }
}
