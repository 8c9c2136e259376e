/**
 * From frames to RTP packets and back, and what parameter sets and sequence headers say.
 *
 * <p>Spec: RFC 6184 (packetization modes 0 and 1), RFC 7798 (no DONL), RFC 7741, RFC 9628 (one
 * layer), the AOM RTP payload format for AV1, RFC 2435 (JPEG), RFC 7587, RFC 3551, RFC 5574, RFC
 * 3640, RFC 6416 (LATM of one program and layer), RFC 2250 (MPEG audio, layer III); ITU-T H.264 and
 * H.265 parameter sets, AV1 sequence headers, VP8 and VP9 frame headers; the configuration records
 * of ISO/IEC 14496-15, of the AV1 and VP9 bindings to ISO BMFF and of AAC (ISO/IEC 14496-3). Not
 * done: interleaving, SVC layers, MPEG video. Threads: a transform works on the lane of the feed it
 * reads; everything else is immutable. Start at {@link org.wcs.packetize.Tracks}, {@link
 * org.wcs.packetize.Packetizer}, {@link org.wcs.packetize.InBand} and {@link
 * org.wcs.packetize.NalUnits}.
 */
@NullMarked
package org.wcs.packetize;

import org.jspecify.annotations.NullMarked;
