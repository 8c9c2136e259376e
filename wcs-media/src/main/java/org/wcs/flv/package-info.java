/**
 * The bodies of FLV audio and video tags, as RTMP carries them, and frames made of them and back.
 *
 * <p>Adobe FLV 10.1 annex E.4 and enhanced RTMP v2 (FourCC codecs, multitrack, ModEx), HEVC by the
 * number 12 that no standard knows. Not encryption, not FLV files.
 *
 * <p>One reader or writer belongs to one lane; bodies are frozen.
 *
 * <p>Start reading at {@link org.wcs.flv.FlvReader} and {@link org.wcs.flv.FlvWriter}.
 */
@NullMarked
package org.wcs.flv;

import org.jspecify.annotations.NullMarked;
