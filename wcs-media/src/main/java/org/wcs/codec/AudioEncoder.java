package org.wcs.codec;

import java.util.function.Consumer;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Makes frames of samples. One thread at a time; whoever made it closes it. */
public interface AudioEncoder extends AutoCloseable {
  /**
   * Takes samples of any rate and number of channels; no, one or several frames come out.
   *
   * <p>The pts of the frames count samples from the first pts, so they neither jitter nor drift.
   * Where the pts that come leave that count, silence is put in or samples are left out; where they
   * jump further than some seconds, counting begins anew. The first frame is earlier than the first
   * sample by what the encoder looks ahead (Opus 312 ticks, AAC 1024), so that what is decoded from
   * it sounds when it should; counted from 0, its pts is negative.
   */
  void encode(Samples samples, Consumer<? super Frame> out) throws CodecException;

  /** Encodes what is left, filled up with silence; counting begins anew afterwards. */
  void flush(Consumer<? super Frame> out) throws CodecException;

  /** What it makes. */
  Codec.Audio codec();

  @Override
  void close();
}
