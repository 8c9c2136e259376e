/**
 * Fragmented MP4 as CMAF wants it, written only.
 *
 * <p>Spec: ISO/IEC 14496-12 (moov with mvex, moof with tfdt and trun), 14496-15 for avc1 and hvc1,
 * 14496-14 for mp4a, the bindings of AV1, VP9 and Opus for av01, vp09 and Opus; ISO/IEC 23000-19
 * for the shape of chunks; no encryption, no edit lists. Threads: a writer belongs to the lane that
 * made it. Start at {@link org.wcs.fmp4.FragmentWriter} and {@link org.wcs.fmp4.InitSegment}.
 */
@NullMarked
package org.wcs.fmp4;

import org.jspecify.annotations.NullMarked;
