package org.wcs.codec;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.wcs.unit.Codec;

/**
 * How the encoders of FFmpeg are set up for live sound.
 *
 * @param codec what to make
 * @param settings of the user
 */
record AudioEncoding(Codec.Audio codec, AudioSettings settings) {
  /** The name FFmpeg has for the encoder; an empty one when there is none. */
  static String encoderOf(Codec.Audio codec) {
    return switch (codec) {
      case Codec.Opus _ -> "libopus";
      case Codec.Aac aac -> aac.objectType() == 2 ? "aac" : "";
      case Codec.Speex _ -> "libspeex";
      case Codec.Pcmu _ -> "pcm_mulaw";
      case Codec.Pcma _ -> "pcm_alaw";
      case Codec.G722 _ -> "g722";
      case Codec.Mp3 _, Codec.G726 _, Codec.G729 _ -> "";
    };
  }

  CodecContext open() throws CodecException {
    String name = encoderOf(codec);
    if (name.isEmpty()) {
      throw new CodecException("nothing encodes " + codec);
    }
    CodecContext context = CodecContext.encoder(name);
    AVCodecContext fields = context.configure();
    int rate = FfmpegAudioDecoder.rate(codec);
    fields.sample_rate(rate).thread_count(1);
    fields.time_base().num(1).den(rate);
    avutil.av_channel_layout_default(fields.ch_layout(), FfmpegAudioDecoder.channels(codec));
    fields.sample_fmt(avutil.AV_SAMPLE_FMT_S16);
    try {
      special(context);
    } catch (CodecException e) {
      context.close();
      throw e;
    }
    return context.open();
  }

  private void special(CodecContext context) throws CodecException {
    switch (codec) {
      case Codec.Opus opus -> opus(context, opus);
      case Codec.Aac aac -> {
        AVCodecContext fields = context.configure();
        fields.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).profile(avcodec.AV_PROFILE_AAC_LOW);
        fields.bit_rate(bitrate(64_000 * aac.channels()));
        // More than twice as fast for a decibel less.
        context.option("aac_coder", settings.complexity() > 5 ? "twoloop" : "fast");
      }
      case Codec.Speex _ -> {
        context.configure().compression_level(settings.complexity());
        context.option("cbr_quality", "8");
      }
      case Codec.Pcmu _, Codec.Pcma _, Codec.G722 _ -> {}
      case Codec.Mp3 _, Codec.G726 _, Codec.G729 _ -> {}
    }
  }

  private void opus(CodecContext context, Codec.Opus opus) throws CodecException {
    context.configure().compression_level(settings.complexity());
    context.configure().bit_rate(bitrate(opus.stereo() ? 64_000 : 32_000));
    context.option("application", settings.voice() ? "voip" : "audio");
    context.option("frame_duration", "20");
    if (opus.inbandFec()) {
      context.option("packet_loss", "10");
      context.option("fec", "1");
    }
  }

  private int bitrate(int usual) {
    return settings.bitsPerSecond() > 0 ? settings.bitsPerSecond() : usual;
  }
}
