package org.wcs.codec;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** An encoder of FFmpeg behind a resampler and a queue that cuts sound into frames. */
final class FfmpegAudioEncoder implements AudioEncoder {
  private final Codec.Audio codec;
  private final AudioEncoding encoding;
  private final int rate;
  private final int channels;
  private final int frameSize;
  private final AVFrame input;
  private final short[] block;
  private CodecContext context;
  private @Nullable Resampler resampler;
  private @Nullable SampleCount count;
  private int filled;
  private long blockPts;
  private boolean closed;

  FfmpegAudioEncoder(Codec.Audio codec, AudioSettings settings) throws CodecException {
    this.codec = codec;
    rate = FfmpegAudioDecoder.rate(codec);
    channels = FfmpegAudioDecoder.channels(codec);
    encoding = new AudioEncoding(codec, settings);
    context = encoding.open();
    AVCodecContext fields = context.configure();
    frameSize = fields.frame_size() > 0 ? fields.frame_size() : rate / 50;
    block = new short[frameSize * channels];
    input = avutil.av_frame_alloc();
    input.format(fields.sample_fmt()).sample_rate(rate).nb_samples(frameSize);
    avutil.av_channel_layout_default(input.ch_layout(), channels);
    if (avutil.av_frame_get_buffer(input, 0) < 0) {
      close();
      throw new CodecException("no memory for samples");
    }
  }

  @Override
  public void encode(Samples samples, Consumer<? super Frame> out) throws CodecException {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    if (resampler != null && !resampler.takes(samples.rate(), samples.channels())) {
      append(resampler.drain(), out);
      forgetResampler();
      count = new SampleCount(samples.rate(), Ticks.convert(position(), rate, samples.rate()));
    }
    SampleCount counted = count;
    long deviation =
        counted == null ? SampleCount.ANEW : counted.deviation(samples.pts(), samples.count());
    if (counted == null || deviation == SampleCount.ANEW) {
      flush(out);
      counted = new SampleCount(samples.rate(), samples.pts());
      count = counted;
      blockPts = Ticks.convert(samples.pts(), samples.rate(), rate);
      filled = 0;
      deviation = 0;
    }
    take(samples, (int) deviation, counted, out);
  }

  /** Takes samples after silence, or only the later ones. */
  private void take(
      Samples samples, int deviation, SampleCount counted, Consumer<? super Frame> out)
      throws CodecException {
    Resampler now = resampler;
    if (now == null) {
      now = new Resampler(samples.rate(), samples.channels(), rate, channels);
      resampler = now;
    }
    if (deviation > 0) {
      int length = deviation * samples.channels();
      append(now.resample(new short[length], 0, length), out);
      counted.add(deviation);
    }
    int skipped = Math.min(samples.count(), Math.max(0, -deviation));
    int length = (samples.count() - skipped) * samples.channels();
    append(now.resample(samples.interleaved(), skipped * samples.channels(), length), out);
    counted.add(samples.count() - (long) skipped);
  }

  private void append(short[] samples, Consumer<? super Frame> out) throws CodecException {
    int offset = 0;
    while (offset < samples.length) {
      int part = Math.min(samples.length - offset, block.length - filled * channels);
      System.arraycopy(samples, offset, block, filled * channels, part);
      offset += part;
      filled += part / channels;
      if (filled == frameSize) {
        encodeBlock(out);
      }
    }
  }

  private void encodeBlock(Consumer<? super Frame> out) throws CodecException {
    if (avutil.av_frame_make_writable(input) < 0) {
      throw new CodecException("no memory for samples");
    }
    Pcm.write(block, input);
    input.pts(blockPts);
    blockPts += frameSize;
    filled = 0;
    context.encode(input, packet -> handOut(packet, out));
  }

  private void handOut(AVPacket packet, Consumer<? super Frame> out) {
    long pts = Ticks.convert(packet.pts(), rate, codec.clockRate());
    out.accept(new Frame(pts, pts, true, CodecContext.bytes(packet)));
  }

  /** Where the next sample from the resampler belongs. */
  private long position() {
    return blockPts + filled;
  }

  private void forgetResampler() {
    if (resampler != null) {
      resampler.close();
      resampler = null;
    }
  }

  @Override
  public void flush(Consumer<? super Frame> out) throws CodecException {
    if (count == null || closed) {
      return;
    }
    if (resampler != null) {
      append(resampler.drain(), out);
    }
    if (filled > 0) {
      append(new short[(frameSize - filled) * channels], out);
    }
    forgetResampler();
    count = null;
    context.encode(null, packet -> handOut(packet, out));
    context.close();
    context = encoding.open();
  }

  @Override
  public Codec.Audio codec() {
    return codec;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      context.close();
      forgetResampler();
      avutil.av_frame_free(input);
    }
  }
}
