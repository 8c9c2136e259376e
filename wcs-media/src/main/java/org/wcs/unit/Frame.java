package org.wcs.unit;

/**
 * One access unit of video or one frame of audio, in decoding order. The payload by codec:
 *
 * <ul>
 *   <li>H.264, H.265: NAL units, each after its length in 4 bytes, big-endian; no delimiters, no
 *       filler. A key frame begins with its parameter sets, so decoding can start there and nowhere
 *       needs to be configured otherwise.
 *   <li>VP8, VP9: the frame as the codec makes it.
 *   <li>AV1: a temporal unit in the low-overhead format without its delimiter; a key frame has the
 *       sequence header.
 *   <li>JPEG: a whole image in the JPEG File Interchange Format, with all its tables.
 *   <li>Opus, Speex: one packet. AAC: one raw_data_block without ADTS. MP3: one frame. G.711,
 *       G.722, G.726: octets of one packet. G.729: frames of 10 octets, at their end perhaps one of
 *       2 that describes silence.
 * </ul>
 *
 * <p>Every frame of audio is a key frame.
 *
 * @param pts presentation time, ticks of the track clock
 * @param dts decoding time, ticks of the track clock; at most {@code pts}
 * @param key whether decoding can start here
 * @param payload the codec's own bytes; frozen, never written after construction
 */
public record Frame(long pts, long dts, boolean key, byte[] payload) implements MediaUnit {

  @Override
  public int octets() {
    return payload.length;
  }

  @Override
  public boolean resync() {
    return key;
  }
}
