package org.wcs.codec;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Changes rate and channels. What comes out is exactly as long as what went in, however it is cut;
 * some samples stay inside until more come.
 */
final class Resampler implements AutoCloseable {
  private final int fromRate;
  private final int fromChannels;
  private final int toChannels;
  private final @Nullable SwrContext context;
  private ShortPointer in = new ShortPointer(0L);
  private ShortPointer out = new ShortPointer(0L);
  private boolean closed;

  Resampler(int fromRate, int fromChannels, int toRate, int toChannels) throws CodecException {
    this.fromRate = fromRate;
    this.fromChannels = fromChannels;
    this.toChannels = toChannels;
    boolean same = fromRate == toRate && fromChannels == toChannels;
    context = same ? null : open(toRate);
  }

  private SwrContext open(int toRate) throws CodecException {
    try (PointerPointer<SwrContext> made = new PointerPointer<>(1);
        AVChannelLayout from = new AVChannelLayout();
        AVChannelLayout to = new AVChannelLayout()) {
      made.put(0, null);
      avutil.av_channel_layout_default(from, fromChannels);
      avutil.av_channel_layout_default(to, toChannels);
      int format = avutil.AV_SAMPLE_FMT_S16;
      int result =
          swresample.swr_alloc_set_opts2(made, to, format, toRate, from, format, fromRate, 0, null);
      SwrContext swr = made.get(SwrContext.class, 0);
      if (result >= 0) {
        avutil.av_opt_set_sample_fmt(swr, "internal_sample_fmt", avutil.AV_SAMPLE_FMT_FLTP, 0);
        result = swresample.swr_init(swr);
      }
      if (result < 0) {
        swresample.swr_free(made);
        throw new CodecException(
            "cannot resample " + fromRate + " Hz, " + fromChannels + " channels");
      }
      return swr;
    }
  }

  boolean takes(int rate, int channels) {
    return rate == fromRate && channels == fromChannels;
  }

  /** Resamples some of the samples; the result is interleaved. */
  short[] resample(short[] samples, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the resampler is closed");
    }
    if (context == null) {
      return java.util.Arrays.copyOfRange(samples, offset, offset + length);
    }
    in = atLeast(in, length);
    in.put(samples, offset, length);
    return convert(context, new BytePointer(in), length / fromChannels);
  }

  /** What is still inside. */
  short[] drain() {
    return context == null || closed ? new short[0] : convert(context, null, 0);
  }

  private short[] convert(SwrContext swr, @Nullable BytePointer from, int count) {
    int most = Math.max(0, swresample.swr_get_out_samples(swr, count));
    out = atLeast(out, most * toChannels);
    int made = swresample.swr_convert(swr, new BytePointer(out), most, from, count);
    short[] samples = new short[Math.max(0, made) * toChannels];
    out.get(samples);
    return samples;
  }

  private static ShortPointer atLeast(ShortPointer buffer, int samples) {
    if (buffer.capacity() >= samples) {
      return buffer;
    }
    buffer.close();
    return new ShortPointer((long) samples * 3 / 2);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (context != null) {
        swresample.swr_free(context);
      }
      in.close();
      out.close();
    }
  }
}
