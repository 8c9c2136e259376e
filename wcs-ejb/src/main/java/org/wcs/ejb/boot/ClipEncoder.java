package org.wcs.ejb.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wcs.codec.AudioEncoder;
import org.wcs.codec.AudioSettings;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.Samples;
import org.wcs.ejb.service.SoundFiles;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Encodes whole sounds with the codecs of this machine. Any thread; blocks.
 *
 * @param natives where the codec library is unpacked
 */
record ClipEncoder(Path natives) implements SoundFiles.Encoding {

  @Override
  public List<Frame> encode(int rate, int channels, short[] samples, Codec.Audio codec)
      throws CodecException {
    List<Frame> frames = new ArrayList<>();
    int second = rate * channels;
    try (AudioEncoder encoder = Codecs.load(natives).audioEncoder(codec, AudioSettings.DEFAULT)) {
      for (int from = 0; from < samples.length; from += second) {
        short[] piece = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + second));
        encoder.encode(new Samples(from / channels, rate, channels, piece), frames::add);
      }
      encoder.flush(frames::add);
    }
    return frames;
  }
}
