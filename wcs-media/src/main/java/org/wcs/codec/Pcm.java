package org.wcs.codec;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Between the sample formats of FFmpeg's codecs and interleaved samples of 16 bits. */
final class Pcm {
  private static final float FULL_SCALE = 32_768f;

  private Pcm() {}

  /** The samples of a decoded frame. */
  static short[] read(AVFrame frame) throws CodecException {
    int count = frame.nb_samples();
    int channels = frame.ch_layout().nb_channels();
    short[] samples = new short[count * channels];
    int format = frame.format();
    if (format == avutil.AV_SAMPLE_FMT_S16) {
      new ShortPointer(frame.extended_data(0)).get(samples);
    } else if (format == avutil.AV_SAMPLE_FMT_S16P) {
      short[] plane = new short[count];
      for (int channel = 0; channel < channels; channel++) {
        new ShortPointer(frame.extended_data(channel)).get(plane);
        for (int i = 0; i < count; i++) {
          samples[i * channels + channel] = plane[i];
        }
      }
    } else if (format == avutil.AV_SAMPLE_FMT_FLT) {
      float[] values = new float[samples.length];
      new FloatPointer(frame.extended_data(0)).get(values);
      for (int i = 0; i < values.length; i++) {
        samples[i] = toShort(values[i]);
      }
    } else if (format == avutil.AV_SAMPLE_FMT_FLTP) {
      float[] plane = new float[count];
      for (int channel = 0; channel < channels; channel++) {
        new FloatPointer(frame.extended_data(channel)).get(plane);
        for (int i = 0; i < count; i++) {
          samples[i * channels + channel] = toShort(plane[i]);
        }
      }
    } else {
      throw new CodecException("samples of format " + format);
    }
    return samples;
  }

  /** Writes a whole frame of samples to be encoded; planar floats or interleaved 16 bits. */
  static void write(short[] samples, AVFrame frame) {
    if (frame.format() == avutil.AV_SAMPLE_FMT_S16) {
      new ShortPointer(frame.extended_data(0)).put(samples);
      return;
    }
    int channels = frame.ch_layout().nb_channels();
    float[] plane = new float[samples.length / channels];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = samples[i * channels + channel] / FULL_SCALE;
      }
      new FloatPointer(frame.extended_data(channel)).put(plane);
    }
  }

  private static short toShort(float sample) {
    return (short) Math.clamp(Math.round(sample * FULL_SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
