package org.wcs.codec;

import java.util.function.Consumer;
import org.wcs.unit.Frame;

/** Makes samples of frames. One thread at a time; whoever made it closes it. */
public interface AudioDecoder extends AutoCloseable {
  /**
   * Decodes one frame.
   *
   * @throws CodecException when the frame is damaged; decoding may go on
   */
  void decode(Frame frame, Consumer<? super Samples> out) throws CodecException;

  /**
   * Conceals frames that never came, right after the last one. Opus continues what it heard; of the
   * others nothing comes out, and the encoder fills the gap with silence.
   *
   * @param frames how many, each as long as the last one
   */
  void lost(int frames, Consumer<? super Samples> out);

  @Override
  void close();
}
