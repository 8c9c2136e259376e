/**
 * Decoding, encoding, scaling and resampling; the only package that sees FFmpeg (through JavaCPP).
 *
 * <p>Codecs: H.264, H.265, VP8, VP9, AV1; Opus, AAC, MP3, Speex, G.711, G.722, in the forms {@link
 * org.wcs.unit.Frame} describes. Not here: hardware encoders, forward error correction of Opus
 * (FFmpeg has no way to ask for it), filters.
 *
 * <p>Thread: any, but only one at a time for each object; whoever makes an object closes it. Raw
 * media never enters a feed.
 *
 * <p>Start reading at {@link org.wcs.codec.Codecs}.
 */
@NullMarked
package org.wcs.codec;

import org.jspecify.annotations.NullMarked;
