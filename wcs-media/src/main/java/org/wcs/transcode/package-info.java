/**
 * Makes the renditions that viewers ask for: decides what a wish takes, decodes each track once,
 * and encodes once per distinct request, as long as somebody reads the result.
 *
 * <p>Spec: none of its own; {@code docs/algorithms/transcode-planning.md} has the rules. Threads:
 * look-ups on any thread; decoding on one worker lane per source track, encoding on one per output.
 * Start at {@link org.wcs.transcode.Transcoders}, then {@link org.wcs.transcode.TranscodePlan}.
 */
@NullMarked
package org.wcs.transcode;

import org.jspecify.annotations.NullMarked;
