/**
 * What flows through the server: packets, frames, and the codecs that name their content.
 *
 * <p>Spec: RFC 3550 section 5.1 for the packet header. Threads: everything here is immutable once
 * made (a published unit is frozen) and is shared between lanes by reference. Start at {@link
 * org.wcs.unit.MediaUnit}.
 */
@NullMarked
package org.wcs.unit;

import org.jspecify.annotations.NullMarked;
