package org.wcs.codec;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.wcs.packetize.AudioSpecificConfig;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** A decoder of FFmpeg. */
final class FfmpegAudioDecoder implements AudioDecoder {
  /** Concealing longer than this, at 20 ms a frame, is of no use. */
  private static final int MOST_CONCEALED = 50;

  /** A frame of 10 ms (RFC 3551 section 4.5.6). */
  private static final int G729_OCTETS = 10;

  private final CodecContext context;
  private final Codec.Audio codec;
  private int opusHeader = -1;
  private long nextPts;
  private int lastCount;
  private boolean heard;

  private FfmpegAudioDecoder(CodecContext context, Codec.Audio codec) {
    this.context = context;
    this.codec = codec;
  }

  static AudioDecoder open(Codec.Audio codec) throws CodecException {
    CodecContext context = CodecContext.decoder(decoderOf(codec));
    AVCodecContext fields = context.configure();
    fields.thread_count(1).sample_rate(rate(codec));
    fields.request_sample_fmt(avutil.AV_SAMPLE_FMT_S16);
    fields.pkt_timebase().num(1).den(codec.clockRate());
    avutil.av_channel_layout_default(fields.ch_layout(), channels(codec));
    if (codec instanceof Codec.G726 g726) {
      fields.bits_per_coded_sample(g726.bitsPerSample());
    }
    if (codec instanceof Codec.Aac aac) {
      setExtradata(fields, AudioSpecificConfig.of(aac).core().bytes());
    }
    return new FfmpegAudioDecoder(context.open(), codec);
  }

  /** The name FFmpeg has for the decoder. */
  static String decoderOf(Codec.Audio codec) {
    return switch (codec) {
      case Codec.Opus _ -> "libopus";
      case Codec.Aac _ -> "aac";
      case Codec.Mp3 _ -> "mp3float";
      case Codec.Speex _ -> "speex";
      case Codec.Pcmu _ -> "pcm_mulaw";
      case Codec.Pcma _ -> "pcm_alaw";
      case Codec.G722 _ -> "g722";
      case Codec.G726 g726 -> g726.bigEndian() ? "g726" : "g726le";
      case Codec.G729 _ -> "g729";
    };
  }

  /** Samples per second of the sound; of AAC with spectral band replication twice that may come. */
  static int rate(Codec.Audio codec) {
    return switch (codec) {
      case Codec.Opus _ -> 48_000;
      case Codec.Aac aac -> aac.sampleRate();
      case Codec.Mp3 mp3 -> mp3.sampleRate();
      case Codec.Speex speex -> speex.sampleRate();
      case Codec.Pcmu _, Codec.Pcma _, Codec.G726 _, Codec.G729 _ -> 8_000;
      case Codec.G722 _ -> 16_000;
    };
  }

  static int channels(Codec.Audio codec) {
    return switch (codec) {
      case Codec.Opus opus -> opus.stereo() ? 2 : 1;
      case Codec.Aac aac -> aac.channels();
      case Codec.Mp3 mp3 -> mp3.channels();
      case Codec.Speex _, Codec.Pcmu _, Codec.Pcma _ -> 1;
      case Codec.G722 _, Codec.G726 _, Codec.G729 _ -> 1;
    };
  }

  private static void setExtradata(AVCodecContext fields, byte[] config) {
    long size = config.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
    BytePointer extradata = new BytePointer(avutil.av_mallocz(size));
    extradata.put(config, 0, config.length);
    fields.extradata(extradata).extradata_size(config.length);
  }

  @Override
  public void decode(Frame frame, Consumer<? super Samples> out) throws CodecException {
    byte[] payload = frame.payload();
    if (codec instanceof Codec.Opus && payload.length > 0) {
      opusHeader = payload[0] & 0xFC;
    }
    if (codec instanceof Codec.G729) {
      payload = spoken(payload);
      if (payload.length == 0 && frame.payload().length > 0) {
        return; // nobody speaks
      }
    }
    decode(payload, frame.pts(), out);
  }

  /** Without the frame of two octets that describes silence, which FFmpeg does not know. */
  private static byte[] spoken(byte[] payload) {
    int rest = payload.length % G729_OCTETS;
    return rest == 0 ? payload : Arrays.copyOf(payload, payload.length - rest);
  }

  /**
   * An Opus packet that is nothing but its first octet has a frame without content, which a decoder
   * must treat as lost (RFC 6716 section 3.1, 4.6): so it conceals 2.5 to 60 ms.
   */
  @Override
  public void lost(int frames, Consumer<? super Samples> out) {
    if (!heard || opusHeader < 0) {
      return;
    }
    byte[] nothing = {(byte) opusHeader};
    try {
      for (int i = 0; i < Math.min(frames, MOST_CONCEALED); i++) {
        long wanted = nextPts + lastCount;
        while (nextPts < wanted) {
          long before = nextPts;
          decode(nothing, nextPts, out);
          if (nextPts == before) {
            return;
          }
        }
      }
    } catch (CodecException e) {
      // Then nothing is concealed, and the gap becomes silence.
      heard = false;
    }
  }

  private void decode(byte[] payload, long pts, Consumer<? super Samples> out)
      throws CodecException {
    Output output = new Output(pts, out);
    context.decode(payload, pts, output);
    if (output.failure != null) {
      throw output.failure;
    }
    if (output.any) {
      heard = true;
      nextPts = output.next;
      lastCount = (int) (output.next - pts);
    }
  }

  /** Takes the frames of one packet; only the first has a pts of its own. */
  private final class Output implements Consumer<AVFrame> {
    private final Consumer<? super Samples> out;
    private long next;
    private boolean any;
    private @org.jspecify.annotations.Nullable CodecException failure;

    private Output(long pts, Consumer<? super Samples> out) {
      this.next = pts;
      this.out = out;
    }

    @Override
    public void accept(AVFrame frame) {
      int rate = frame.sample_rate();
      int channels = frame.ch_layout().nb_channels();
      if (frame.nb_samples() <= 0 || rate < 1_000 || channels < 1 || channels > 8) {
        return;
      }
      try {
        short[] samples = Pcm.read(frame);
        out.accept(new Samples(inSamples(next, rate), rate, channels, samples));
        next += Math.round((double) frame.nb_samples() * codec.clockRate() / rate);
        any = true;
      } catch (CodecException e) {
        failure = e;
      }
    }
  }

  /** From the clock of the codec to samples. */
  private long inSamples(long pts, int rate) {
    int clock = codec.clockRate();
    return clock == rate ? pts : Ticks.convert(pts, clock, rate);
  }

  @Override
  public void close() {
    context.close();
  }
}
