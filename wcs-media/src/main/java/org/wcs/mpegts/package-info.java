/**
 * MPEG-2 transport streams, written only.
 *
 * <p>Spec: ISO/IEC 13818-1 (2.4.3 transport packets and PES, 2.4.4 PAT and PMT), ISO/IEC 13818-7
 * for ADTS, Annex B of ITU-T H.264 and H.265; one program of at most one video and one audio
 * stream. Threads: a writer belongs to the lane that made it. Start at {@link
 * org.wcs.mpegts.TsWriter}.
 */
@NullMarked
package org.wcs.mpegts;

import org.jspecify.annotations.NullMarked;
