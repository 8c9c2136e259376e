package org.wcs.flv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AudioSpecificConfig;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** The sound of one track. One thread. */
final class AudioTrackReader {
  private static final int AAC_SAMPLES = 1024;
  private static final int SPEEX_RATE = 16_000;

  private final int trackId;
  private @Nullable Codec codec;
  private AudioTicks ticks = new AudioTicks(1, 1);

  AudioTrackReader(int trackId) {
    this.trackId = trackId;
  }

  void read(AudioBody body, long millis, FlvReader.Output output) throws FlvException {
    switch (body) {
      case AudioBody.Config(AudioFormat format, Slice data) -> config(format, data, output);
      case AudioBody.Coded coded -> coded(coded, millis, output);
      case AudioBody.Other(String what) -> ignored(what, output);
      case AudioBody.End _, AudioBody.ChannelLayout _ -> {}
      case AudioBody.Multitrack _ -> throw new FlvException("a multitrack in a multitrack");
    }
  }

  private static void ignored(String what, FlvReader.Output output) {
    output.ignored(Codec.Kind.AUDIO, what);
  }

  private void config(AudioFormat format, Slice data, FlvReader.Output output) throws FlvException {
    if (data.length() == 0) {
      ignored("audio configuration empty", output);
      return;
    }
    switch (format) {
      case AAC -> aacConfig(data, output);
      case OPUS -> opusConfig(data, output);
      case MP3, MP3_8K, SPEEX, G711_A_LAW, G711_MU_LAW -> {}
      case PCM, ADPCM, PCM_LITTLE_ENDIAN, NELLYMOSER_16K, NELLYMOSER_8K, NELLYMOSER ->
          ignored("audio codec not supported", output);
      case DEVICE, FLAC, AC3, EAC3 -> ignored("audio codec not supported", output);
    }
  }

  private void aacConfig(Slice data, FlvReader.Output output) throws FlvException {
    AudioSpecificConfig config =
        AudioSpecificConfig.parse(data.buffer(), data.offset(), data.length());
    if (config == null) {
      throw new FlvException("AudioSpecificConfig of " + data.length() + " bytes cannot be read");
    }
    Codec found = config.codec();
    if (found == null) {
      codec = null;
      ignored("AAC of a kind not supported", output);
      return;
    }
    change(found, config.sampleRate(), output);
  }

  private void opusConfig(Slice data, FlvReader.Output output) throws FlvException {
    OpusHead head = OpusHead.parse(data);
    if (head == null) {
      throw new FlvException("OpusHead of " + data.length() + " bytes cannot be read");
    }
    if (head.channels() > 2) {
      codec = null;
      ignored("Opus of more than two channels", output);
      return;
    }
    change(new Codec.Opus(head.channels() == 2, false), 48_000, output);
  }

  private void change(Codec found, int sampleRate, FlvReader.Output output) {
    if (!found.equals(codec)) {
      codec = found;
      ticks = new AudioTicks(found.clockRate(), sampleRate);
      output.codec(found, trackId);
    }
  }

  private void coded(AudioBody.Coded body, long millis, FlvReader.Output output)
      throws FlvException {
    Slice payload = body.payload();
    if (payload.length() == 0) {
      ignored("audio body empty", output);
      return;
    }
    switch (body.format()) {
      case AAC -> emit(body, codec instanceof Codec.Aac ? AAC_SAMPLES : -1, millis, output);
      case OPUS -> opus(body, millis, output);
      case MP3, MP3_8K -> mp3(body, millis, output);
      case SPEEX -> {
        change(new Codec.Speex(SPEEX_RATE), SPEEX_RATE, output);
        emit(body, 0, millis, output);
      }
      case G711_A_LAW -> {
        change(new Codec.Pcma(), 8_000, output);
        emit(body, payload.length(), millis, output);
      }
      case G711_MU_LAW -> {
        change(new Codec.Pcmu(), 8_000, output);
        emit(body, payload.length(), millis, output);
      }
      case PCM, ADPCM, PCM_LITTLE_ENDIAN, NELLYMOSER_16K, NELLYMOSER_8K, NELLYMOSER ->
          ignored("audio codec not supported", output);
      case DEVICE, FLAC, AC3, EAC3 -> ignored("audio codec not supported", output);
    }
  }

  private void opus(AudioBody.Coded body, long millis, FlvReader.Output output) {
    Slice payload = body.payload();
    byte toc = payload.buffer()[payload.offset()];
    if (!(codec instanceof Codec.Opus)) {
      change(new Codec.Opus((toc & 4) != 0, false), 48_000, output);
    }
    emit(body, OpusPacket.samples(payload), millis, output);
  }

  /** A body may hold several frames; each becomes one of ours. */
  private void mp3(AudioBody.Coded body, long millis, FlvReader.Output output) throws FlvException {
    Slice payload = body.payload();
    byte[] buffer = payload.buffer();
    int at = payload.offset();
    int end = at + payload.length();
    Mp3Header header = Mp3Header.parse(buffer, at, end);
    if (header == null) {
      throw new FlvException("no frame of MPEG audio layer III");
    }
    long samples = 0;
    while (header != null) {
      int length = header.bytes() == 0 ? end - at : Math.min(header.bytes(), end - at);
      change(new Codec.Mp3(header.sampleRate(), header.channels()), header.sampleRate(), output);
      long begun = millis + samples * 1000 / header.sampleRate();
      frame(Arrays.copyOfRange(buffer, at, at + length), header.samples(), begun, body, output);
      samples += header.samples();
      at += length;
      header = Mp3Header.parse(buffer, at, end);
    }
  }

  private void emit(AudioBody.Coded body, int samples, long millis, FlvReader.Output output) {
    if (codec == null || samples < 0) {
      ignored("audio before its configuration", output);
      return;
    }
    frame(body.payload().copy(), samples, millis, body, output);
  }

  private void frame(
      byte[] payload, int samples, long millis, AudioBody.Coded body, FlvReader.Output output) {
    long pts = ticks.next(millis, body.offsetNanos(), samples);
    output.frame(Codec.Kind.AUDIO, trackId, new Frame(pts, pts, true, payload));
  }
}
