package org.wcs.flv;

import java.util.List;
import org.wcs.amf.AmfValue;

/**
 * What the body of a video tag holds (FLV 10.1 annex E.4.3, enhanced RTMP v2). Slices point into
 * the body, which is frozen. Immutable, any thread.
 */
public sealed interface VideoBody {
  /** The configuration of the decoder: avcC, hvcC, av1C or vpcC. */
  record Config(VideoFormat format, Slice data) implements VideoBody {}

  /** The configuration of AV1 as MPEG-2 TS writes it. */
  record TransportStreamConfig(VideoFormat format, Slice data) implements VideoBody {}

  /**
   * One coded picture.
   *
   * @param compositionTimeMillis from decoding to showing, signed 24 bits
   * @param offsetNanos to be added to the time stamp, below a millisecond
   */
  record Coded(
      VideoFormat format, boolean key, int compositionTimeMillis, int offsetNanos, Slice payload)
      implements VideoBody {}

  /** No more pictures in this configuration. */
  record End(VideoFormat format) implements VideoBody {}

  /** Colours and the like: pairs of a name and a value. */
  record Metadata(List<AmfValue> values) implements VideoBody {
    /** Copies the values. */
    public Metadata {
      values = List.copyOf(values);
    }
  }

  /** Bodies of several tracks, none of them {@code Multitrack} itself. */
  record Multitrack(List<Part> parts) implements VideoBody {
    /** Copies the parts. */
    public Multitrack {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The body of one track.
   *
   * @param trackId 0 to 255
   */
  record Part(int trackId, VideoBody body) {}

  /** Nothing to be decoded: a command to the player, an unknown codec or packet type. */
  record Other(String what) implements VideoBody {}

  /**
   * Reads a body.
   *
   * @throws FlvException if it is cut off or contradicts itself
   */
  static VideoBody parse(byte[] body) throws FlvException {
    return new VideoBodyReader(new FlvInput(body)).read();
  }
}
