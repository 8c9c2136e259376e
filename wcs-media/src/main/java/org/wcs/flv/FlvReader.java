package org.wcs.flv;

import java.util.HashMap;
import java.util.Map;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Makes frames of the audio and video bodies of one publisher: milliseconds unwrapped and turned
 * into ticks, parameter sets before each key frame, delimiters dropped. One thread; the frames are
 * frozen.
 */
public final class FlvReader {
  /** The track of bodies that are not multitrack. */
  public static final int DEFAULT_TRACK = 0;

  /** Takes what was read. */
  public interface Output {
    /** The codec of a track: before its first frame, and again when it changes. */
    void codec(Codec codec, int trackId);

    /** A frame of a track whose codec is known. */
    void frame(Codec.Kind kind, int trackId, Frame frame);

    /** Something that makes no frame; the text is one of few and says why. */
    void ignored(Codec.Kind kind, String what);
  }

  private final Map<Integer, AudioTrackReader> audio = new HashMap<>();
  private final Map<Integer, VideoTrackReader> video = new HashMap<>();
  private boolean started;
  private long last;

  /**
   * Reads the body of an audio message.
   *
   * @param timestamp milliseconds, modulo 2^32
   * @param body frozen; frames may be copies of its parts
   * @throws FlvException if this body is broken; the next may be good
   */
  public void audio(long timestamp, byte[] body, Output output) throws FlvException {
    long millis = unwrapped(timestamp);
    switch (AudioBody.parse(body)) {
      case AudioBody.Multitrack multitrack -> {
        for (AudioBody.Part part : multitrack.parts()) {
          audioTrack(part.trackId()).read(part.body(), millis, output);
        }
      }
      case AudioBody single -> audioTrack(DEFAULT_TRACK).read(single, millis, output);
    }
  }

  /**
   * Reads the body of a video message.
   *
   * @param timestamp milliseconds, modulo 2^32
   * @param body frozen; frames may be copies of its parts
   * @throws FlvException if this body is broken; the next may be good
   */
  public void video(long timestamp, byte[] body, Output output) throws FlvException {
    long millis = unwrapped(timestamp);
    switch (VideoBody.parse(body)) {
      case VideoBody.Multitrack multitrack -> {
        for (VideoBody.Part part : multitrack.parts()) {
          videoTrack(part.trackId()).read(part.body(), millis, output);
        }
      }
      case VideoBody single -> videoTrack(DEFAULT_TRACK).read(single, millis, output);
    }
  }

  private AudioTrackReader audioTrack(int trackId) {
    return audio.computeIfAbsent(trackId, AudioTrackReader::new);
  }

  private VideoTrackReader videoTrack(int trackId) {
    return video.computeIfAbsent(trackId, VideoTrackReader::new);
  }

  /** One count for sound and pictures, so that both wrap together. */
  private long unwrapped(long timestamp) {
    last = started ? last + (int) (timestamp - last) : timestamp & 0xFFFFFFFFL;
    started = true;
    return last;
  }
}
