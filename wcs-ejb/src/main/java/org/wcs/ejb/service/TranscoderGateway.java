package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.unit.Codec;

/** Makes streams of streams. Any thread; nothing blocks but the reading of watermarks. */
public interface TranscoderGateway {

  /**
   * Publishes a stream made of another one.
   *
   * @throws RequestRefusedException if that cannot be
   */
  Made start(MediaStream source, Plan plan, Ear ear) throws RequestRefusedException;

  /**
   * Reads a picture to be laid over others.
   *
   * @throws RequestRefusedException if there is none
   */
  Mark mark(WatermarkOrder order) throws RequestRefusedException;

  /** A picture to be laid over others, ready for any of them. */
  interface Mark {}

  /**
   * What to make.
   *
   * @param name of the stream that is made
   * @param publisher of the stream that is made
   * @param video the pictures
   * @param audio the sound, null to leave it as it is
   * @param mark laid over the pictures, null for none
   */
  record Plan(
      String name, Publisher publisher, Video video, @Nullable Audio audio, @Nullable Mark mark) {}

  /**
   * The pictures.
   *
   * @param keyFrameInterval in pictures, 0 for what suits
   */
  record Video(Codec.Video codec, Picture picture, int keyFrameInterval) {}

  /**
   * The sound.
   *
   * @param codec by its wire name
   * @param rate in Hz, 0 for what suits
   * @param bitsPerSecond 0 for what suits
   */
  record Audio(String codec, int rate, int bitsPerSecond) {}

  /** A stream that is made. */
  interface Made {

    /** The stream in the hub. */
    MediaStream stream();

    /** Lays another picture over those that come, null for none. */
    void mark(@Nullable Mark mark);

    /** Ends it; idempotent. */
    void stop(EndReason reason);
  }

  /** Hears what becomes of it. Any thread. */
  interface Ear {
    /** It has ended. */
    void ended(EndReason reason);
  }
}
