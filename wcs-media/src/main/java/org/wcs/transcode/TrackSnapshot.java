package org.wcs.transcode;

import java.util.List;
import org.wcs.unit.Codec;

/**
 * What is made of one source track now.
 *
 * @param stream name of the stream
 * @param trackId of the source track
 * @param codec of the source track
 * @param decoding whether a decoder is open
 * @param decode numbers of the decoder
 * @param outputs what is encoded
 */
public record TrackSnapshot(
    String stream,
    int trackId,
    Codec codec,
    boolean decoding,
    StepSnapshot decode,
    List<Made> outputs) {

  /** Units left out, by the decoder or an encoder. */
  public long skipped() {
    long skipped = decode.skipped();
    for (Made made : outputs) {
      skipped += made.encode().skipped();
    }
    return skipped;
  }

  /**
   * One output.
   *
   * @param trackId of the output track
   * @param output what was asked for
   * @param encoding whether it is at work
   * @param readers of its frames
   * @param width of its pictures in pixels
   * @param height of its pictures in pixels
   * @param encode numbers of the encoder
   */
  public record Made(
      int trackId,
      Output output,
      boolean encoding,
      int readers,
      int width,
      int height,
      StepSnapshot encode) {}
}
