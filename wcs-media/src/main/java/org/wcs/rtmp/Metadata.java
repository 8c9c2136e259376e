package org.wcs.rtmp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wcs.amf.AmfValue;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * onMetaData for players: what the publisher said, put right where the player gets something else.
 * Stateless.
 */
final class Metadata {

  /** What a publisher says about tracks that may not be sent as they are. */
  private static final List<String> OF_TRACKS =
      List.of(
          "width",
          "height",
          "videocodecid",
          "audiocodecid",
          "audiosamplerate",
          "audiosamplesize",
          "audiochannels",
          "stereo",
          "duration",
          "filesize",
          "hasVideo",
          "hasAudio");

  private Metadata() {}

  /** Metadata of these tracks. */
  static AmfValue of(AmfValue published, List<Track> tracks) {
    Map<String, AmfValue> members = new LinkedHashMap<>(published.members());
    OF_TRACKS.forEach(members::remove);
    for (Track track : tracks) {
      describe(members, track);
    }
    members.putIfAbsent("server", AmfValue.of("WCS"));
    return new AmfValue.EcmaArray(members);
  }

  private static void describe(Map<String, AmfValue> members, Track track) {
    Codec codec = track.codec();
    boolean video = codec.kind() == Codec.Kind.VIDEO;
    String idName = video ? "videocodecid" : "audiocodecid";
    if (members.containsKey(idName)) {
      return; // of the first track
    }
    members.put(idName, AmfValue.of(id(codec)));
    if (video) {
      if (track.width() > 0) {
        members.put("width", AmfValue.of(track.width()));
        members.put("height", AmfValue.of(track.height()));
      }
    } else {
      members.put("audiosamplerate", AmfValue.of(sampleRate(codec)));
      members.put("audiosamplesize", AmfValue.of(16));
      members.put("stereo", AmfValue.of(stereo(codec)));
    }
  }

  /** The number in FLV tags; the four-character code as a number where there is none. */
  private static double id(Codec codec) {
    return switch (codec) {
      case Codec.H264 _ -> 7;
      case Codec.H265 _ -> fourCc("hvc1");
      case Codec.Vp8 _ -> fourCc("vp08");
      case Codec.Vp9 _ -> fourCc("vp09");
      case Codec.Av1 _ -> fourCc("av01");
      case Codec.Aac _ -> 10;
      case Codec.Mp3 _ -> 2;
      case Codec.Speex _ -> 11;
      case Codec.Pcma _ -> 7;
      case Codec.Pcmu _ -> 8;
      case Codec.Opus _ -> fourCc("Opus");
      case Codec.G722 _, Codec.G726 _, Codec.G729 _, Codec.Jpeg _ -> 0;
    };
  }

  private static double fourCc(String code) {
    double number = 0;
    for (int i = 0; i < code.length(); i++) {
      number = number * 256 + code.charAt(i);
    }
    return number;
  }

  private static int sampleRate(Codec codec) {
    return codec instanceof Codec.Mp3(int sampleRate, int _) ? sampleRate : codec.clockRate();
  }

  private static boolean stereo(Codec codec) {
    return switch (codec) {
      case Codec.Aac(int _, int _, int channels) -> channels > 1;
      case Codec.Mp3(int _, int channels) -> channels > 1;
      case Codec.Opus(boolean stereo, boolean _) -> stereo;
      case Codec.Speex _, Codec.Pcma _, Codec.Pcmu _ -> false;
      case Codec.G722 _, Codec.G726 _, Codec.G729 _, Codec.Video _ -> false;
    };
  }
}
