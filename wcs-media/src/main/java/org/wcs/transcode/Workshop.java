package org.wcs.transcode;

import java.util.function.Consumer;
import org.wcs.codec.CodecException;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Makes the decoders and encoders of one kind of media. Any thread; what it makes belongs to one
 * lane.
 *
 * @param <R> raw media: a picture, or a run of samples
 */
interface Workshop<R> extends Abilities {

  /** Opens a decoder. */
  Decoding<R> decoder(Codec codec) throws CodecException;

  /** Opens an encoder for media like this. */
  Encoding<R> encoder(Output output, R first) throws CodecException;

  /** Makes lent media one's own, so that it outlasts the call it was lent for. */
  R keep(R lent);

  /** Gives back what was kept. */
  void release(R kept);

  /** A decoder. After an exception it goes on with the next frame. */
  interface Decoding<R> extends AutoCloseable {

    /** Decodes one frame; the raw media is lent until the consumer returns. */
    void decode(Frame frame, Consumer<? super R> out) throws CodecException;

    /** Conceals frames that have been lost, where the codec can. */
    void lost(int frames, Consumer<? super R> out);

    @Override
    void close();
  }

  /** An encoder. After an exception it goes on with the next call. */
  interface Encoding<R> extends AutoCloseable {

    /** Whether media like this can go on in this encoder; otherwise a new one is needed. */
    boolean fits(R raw);

    /**
     * Encodes.
     *
     * @param key whether a key frame is asked for
     */
    void encode(R raw, boolean key, Consumer<? super Frame> out) throws CodecException;

    /** Sets the bit rate from the next frame on; 0 for the one it was opened with. */
    void bitrate(int bitsPerSecond);

    /** Picture width of what comes out, in pixels; 0 for audio and before the first. */
    int width();

    /** Picture height of what comes out, in pixels; 0 for audio and before the first. */
    int height();

    @Override
    void close();
  }
}
