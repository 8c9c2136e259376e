package org.wcs.codec;

import java.util.function.Consumer;
import org.wcs.unit.Frame;

/** Makes pictures of frames. One thread at a time; whoever made it closes it. */
public interface VideoDecoder extends AutoCloseable {
  /**
   * Decodes one frame. No, one or several pictures come out, in the order of presentation; each is
   * lent until the consumer returns. Frames before the first key frame are passed over.
   *
   * @throws CodecException when the frame is damaged; decoding may go on
   */
  void decode(Frame frame, Consumer<? super RawPicture> out) throws CodecException;

  /** Hands out what was held back for the order of presentation; the next frame is a key frame. */
  void flush(Consumer<? super RawPicture> out);

  @Override
  void close();
}
