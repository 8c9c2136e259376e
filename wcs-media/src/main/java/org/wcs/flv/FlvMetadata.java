package org.wcs.flv;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.unit.Codec;

/**
 * The parts of {@code onMetaData} (FLV 10.1 annex E.5) that matter to a live stream. Immutable.
 *
 * @param width in pixels, 0 = not told; the rest likewise
 * @param height in pixels
 * @param framesPerSecond of video
 * @param videoBitsPerSecond as the encoder meant it
 * @param audioBitsPerSecond as the encoder meant it
 * @param sampleRate of audio, in Hz
 * @param channels of audio
 * @param encoder who made it, at most 200 characters, may be empty
 */
public record FlvMetadata(
    int width,
    int height,
    double framesPerSecond,
    int videoBitsPerSecond,
    int audioBitsPerSecond,
    int sampleRate,
    int channels,
    String encoder) {
  /** Nothing is told. */
  public static final FlvMetadata NONE = new FlvMetadata(0, 0, 0, 0, 0, 0, 0, "");

  private static final int MAX_SIZE = 16_384;
  private static final int MAX_TEXT = 200;

  /** Reads what an encoder sent; what is absent, no number or absurd is 0. Never fails. */
  public static FlvMetadata read(AmfValue value) {
    String encoder = value.get("encoder").text("");
    return new FlvMetadata(
        (int) within(value.get("width"), MAX_SIZE),
        (int) within(value.get("height"), MAX_SIZE),
        within(value.get("framerate"), 1000),
        (int) (within(value.get("videodatarate"), 1_000_000) * 1000),
        (int) (within(value.get("audiodatarate"), 1_000_000) * 1000),
        (int) within(value.get("audiosamplerate"), 192_000),
        channels(value),
        encoder.length() > MAX_TEXT ? encoder.substring(0, MAX_TEXT) : encoder);
  }

  /** Numbers may come as text. */
  private static double within(AmfValue value, int max) {
    double number = value.number(-1);
    if (value instanceof AmfValue.Text(String text) && text.length() < 20) {
      number = parsed(text);
    }
    return number >= 0 && number <= max ? number : 0;
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static int channels(AmfValue value) {
    int told = (int) within(value.get("audiochannels"), 255);
    if (told > 0) {
      return told;
    }
    return value.get("stereo") instanceof AmfValue.Bool(boolean stereo) ? stereo ? 2 : 1 : 0;
  }

  /** The value that goes behind the name {@code onMetaData}. */
  public AmfValue toAmf(Codec.@Nullable Video video, Codec.@Nullable Audio audio) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put("duration", AmfValue.of(0));
    if (video != null) {
      put(members, "width", width);
      put(members, "height", height);
      put(members, "framerate", framesPerSecond);
      put(members, "videodatarate", videoBitsPerSecond / 1000.0);
      members.put("videocodecid", AmfValue.of(videoCodecId(video)));
    }
    if (audio != null) {
      put(members, "audiodatarate", audioBitsPerSecond / 1000.0);
      put(members, "audiosamplerate", sampleRate);
      put(members, "audiochannels", channels);
      members.put("audiosamplesize", AmfValue.of(16));
      members.put("stereo", AmfValue.of(channels > 1));
      members.put("audiocodecid", AmfValue.of(audioCodecId(audio)));
    }
    if (!encoder.isEmpty()) {
      members.put("encoder", AmfValue.of(encoder));
    }
    return new AmfValue.EcmaArray(members);
  }

  private static void put(Map<String, AmfValue> members, String name, double value) {
    if (value > 0) {
      members.put(name, AmfValue.of(value));
    }
  }

  /** A number of FLV, or the FourCC as a number (enhanced RTMP v2). */
  private static double videoCodecId(Codec.Video codec) {
    return codec instanceof Codec.H264 ? VideoFormat.AVC.id : fourCc(codec);
  }

  private static double audioCodecId(Codec.Audio codec) {
    return switch (codec) {
      case Codec.Aac _ -> AudioFormat.AAC.id;
      case Codec.Mp3 _ -> AudioFormat.MP3.id;
      case Codec.Speex _ -> AudioFormat.SPEEX.id;
      case Codec.Pcma _ -> AudioFormat.G711_A_LAW.id;
      case Codec.Pcmu _ -> AudioFormat.G711_MU_LAW.id;
      case Codec.Opus _, Codec.G722 _, Codec.G726 _, Codec.G729 _ -> fourCc(codec);
    };
  }

  private static double fourCc(Codec codec) {
    String name = FourCc.of(codec);
    return name == null ? 0 : FourCc.of(name);
  }
}
