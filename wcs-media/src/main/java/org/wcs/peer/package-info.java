/**
 * What all protocols do alike with those at the other end: whether they may come in, how many of
 * them wait, and when a server that was lost is called again.
 *
 * <p>Spec: none.
 *
 * <p>Threads: as each type says; answers may come from any thread and are brought to the lane that
 * waits for them.
 *
 * <p>Start reading at {@code Verdict}, then {@code OnceVerdict}.
 */
@NullMarked
package org.wcs.peer;

import org.jspecify.annotations.NullMarked;
