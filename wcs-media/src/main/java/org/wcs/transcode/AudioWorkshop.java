package org.wcs.transcode;

import java.util.function.Consumer;
import org.wcs.codec.AudioDecoder;
import org.wcs.codec.AudioEncoder;
import org.wcs.codec.AudioSettings;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.Samples;
import org.wcs.config.TranscodeConfig;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Sound, by the codec library. */
final class AudioWorkshop implements Workshop<Samples> {

  private final Codecs codecs;
  private final TranscodeConfig.Encoding config;

  AudioWorkshop(Codecs codecs, TranscodeConfig.Encoding config) {
    this.codecs = codecs;
    this.config = config;
  }

  @Override
  public boolean decodes(Codec codec) {
    return codecs.canDecode(codec);
  }

  @Override
  public boolean encodes(Codec codec) {
    return codecs.canEncode(codec);
  }

  @Override
  public Decoding<Samples> decoder(Codec codec) throws CodecException {
    if (!(codec instanceof Codec.Audio audio)) {
      throw new IllegalArgumentException(codec + " makes no sound");
    }
    return new Decoder(codecs.audioDecoder(audio), audio.clockRate());
  }

  @Override
  public Encoding<Samples> encoder(Output output, Samples first) throws CodecException {
    if (!(output.codec() instanceof Codec.Audio audio)) {
      throw new IllegalArgumentException(output + " has no sound");
    }
    int usual = audio instanceof Codec.Opus ? config.opusBitsPerSecond() : 0;
    int wanted = output.tuning().soundBitsPerSecond();
    int bitsPerSecond = wanted > 0 ? wanted : usual;
    return new Encoder(
        codecs.audioEncoder(
            audio, new AudioSettings(bitsPerSecond, config.opusComplexity(), false)));
  }

  @Override
  public Samples keep(Samples lent) {
    return lent;
  }

  @Override
  public void release(Samples kept) {
    // samples are plain memory
  }

  /** A decoder that notices missing frames by the time between the others. */
  private static final class Decoder implements Decoding<Samples> {

    /** A longer gap is a pause, not a loss. */
    private static final int MOST_CONCEALED = 5;

    private final AudioDecoder decoder;
    private final int clockRate;
    private long framePts;
    private long frameTicks; // of the last frame; 0 before the first

    Decoder(AudioDecoder decoder, int clockRate) {
      this.decoder = decoder;
      this.clockRate = clockRate;
    }

    @Override
    public void decode(Frame frame, Consumer<? super Samples> out) throws CodecException {
      long ahead = frame.pts() - framePts - frameTicks;
      if (frameTicks > 0 && ahead >= frameTicks && ahead <= MOST_CONCEALED * frameTicks) {
        decoder.lost((int) (ahead / frameTicks), out);
      }
      framePts = frame.pts();
      frameTicks = 0;
      decoder.decode(
          frame,
          samples -> {
            frameTicks += (long) samples.count() * clockRate / samples.rate();
            out.accept(samples);
          });
    }

    /** What the feed left out shows in the time of the next frame. */
    @Override
    public void lost(int frames, Consumer<? super Samples> out) {}

    @Override
    public void close() {
      decoder.close();
    }
  }

  private record Encoder(AudioEncoder encoder) implements Encoding<Samples> {

    @Override
    public boolean fits(Samples raw) {
      return true;
    }

    @Override
    public void encode(Samples raw, boolean key, Consumer<? super Frame> out)
        throws CodecException {
      encoder.encode(raw, out);
    }

    @Override
    public void bitrate(int bitsPerSecond) {}

    @Override
    public int width() {
      return 0;
    }

    @Override
    public int height() {
      return 0;
    }

    @Override
    public void close() {
      encoder.close();
    }
  }
}
