/**
 * Tests of the centre.
 *
 * <p>Spec: none. Threads: manual lanes. Start at {@link org.wcs.stream.FeedTest}.
 */
@NullMarked
package org.wcs.stream;

import org.jspecify.annotations.NullMarked;
